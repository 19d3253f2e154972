package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import io.driftloop.serving.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A champion that newer rows prove wrong, a fake broker, and workers between the two. */
abstract class WorkerFixture {
  static final String MODEL = "points";

  @TempDir Path folder;
  final FakeBroker broker = new FakeBroker();
  final TrainingSet examples = TestData.points(300, 5, TestData.BELOW);
  LocalModelStore store;
  ModelRef champion;
  FakeBroker.TopicConsumer requests;

  @BeforeEach
  void publishFirstVersion() throws IOException {
    store = new LocalModelStore(folder.resolve("store"));
    ModelFactory.Order order = ModelFactory.Order.first(MODEL, TestData.SCHEMA, 0, 300);
    TrainingSet rows = TestData.points(300, 1, TestData.ABOVE);
    Path file = folder.resolve("first.zip");
    factory().train(order, rows, () -> false).content().write(file);
    champion = store.put(MODEL, "v1", file);
    ActiveModel active = new ActiveModel(MODEL, 1L, champion, null, champion, 0L, "first");
    broker.seed(Topics.ACTIVE_MODELS, Codec.of(ActiveModel.class).encode(active));
  }

  static ModelFactory factory() {
    return new ModelFactory(TestData.settings(8, .05, 5, 5));
  }

  static RetrainingEvent event(String requestId, String model, String action) {
    return new RetrainingEvent(
        requestId, model, "v1", action, 1_000L, List.of(), List.of(), 0L, 300L, "", null);
  }

  void request(RetrainingEvent event) {
    broker.seed(Topics.RETRAINING_EVENTS, Codec.of(RetrainingEvent.class).encode(event));
  }

  ExampleSource source() {
    return (model, schema, from, to) -> new ExampleSource.Examples(examples, 0);
  }

  void work() {
    work(source(), store, new Gate(0), broker.producer());
  }

  /** Runs a worker that reads these rows. */
  void work(TrainingSet rows) {
    work(
        (model, schema, from, to) -> new ExampleSource.Examples(rows, 0),
        store,
        new Gate(0),
        broker.producer());
  }

  /** Runs a worker until no request is left. */
  void work(
      ExampleSource source, ModelStore into, Gate gate, MockProducer<byte[], byte[]> producer) {
    AtomicReference<RetrainWorker> worker = new AtomicReference<>();
    requests = broker.requests(() -> worker.get().close());
    worker.set(
        new RetrainWorker(
            requests,
            new AnswerSink(producer),
            new LoopState(broker::reader, broker::reader),
            new Retrainer(source, into, new Dl4jModelLoader(into), factory(), gate),
            Clock.systemUTC()));
    worker.get().run();
  }

  List<RetrainingOutcome> outcomes() {
    return broker.committed(Topics.RETRAINING_OUTCOMES, RetrainingOutcome.class);
  }

  List<ActiveModel> published() {
    return broker.committed(Topics.ACTIVE_MODELS, ActiveModel.class);
  }

  void assertPublishedOnce() throws IOException {
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getStatus)
        .containsExactly(OutcomeStatus.PUBLISHED);
    assertThat(published()).hasSize(1);
    ActiveModel active = published().get(0);
    assertThat(active.getGeneration()).isEqualTo(2);
    assertThat(active.getChampion().getVersion()).isEqualTo("v2");
    assertThat(active.getShadow()).isEqualTo(champion);
    assertThat(store.find(MODEL, "v2")).contains(active.getChampion());
    assertThat(store.versions(MODEL)).containsExactly("v1", "v2");
    assertThat(broker.committedOffset()).isEqualTo(1);
  }

  void assertNothingPublished() throws IOException {
    assertThat(outcomes()).isEmpty();
    assertThat(published()).isEmpty();
    assertThat(broker.committedOffset()).isZero();
    for (String version : store.versions(MODEL)) {
      ModelRef ref = store.find(MODEL, version).orElseThrow();
      try (InputStream in = store.open(ref.getUri())) {
        assertThat(ModelPackage.read(in, MODEL, ref).network()).isPresent();
      }
    }
  }
}
