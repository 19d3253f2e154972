package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainWorkerTest {
  private static final String MODEL = "points";

  @TempDir Path folder;
  private final FakeBroker broker = new FakeBroker();
  private final TrainingSet examples = TestData.points(300, 5, TestData.BELOW);
  private LocalModelStore store;
  private ModelRef champion;
  private FakeBroker.TopicConsumer requests;

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

  private static ModelFactory factory() {
    return new ModelFactory(TestData.settings(8, .05, 5, 5));
  }

  private static RetrainingEvent event(String requestId, String model, String action) {
    return new RetrainingEvent(
        requestId, model, "v1", action, 1_000L, List.of(), List.of(), 0L, 300L);
  }

  private void request(RetrainingEvent event) {
    broker.seed(Topics.RETRAINING_EVENTS, Codec.of(RetrainingEvent.class).encode(event));
  }

  private ExampleSource source() {
    return (model, schema, from, to) -> new ExampleSource.Examples(examples, 0);
  }

  private void work() {
    work(source(), store, new Gate(0), broker.producer());
  }

  /** Runs a worker until no request is left. */
  private void work(
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

  private List<RetrainingOutcome> outcomes() {
    return broker.committed(Topics.RETRAINING_OUTCOMES, RetrainingOutcome.class);
  }

  private List<ActiveModel> published() {
    return broker.committed(Topics.ACTIVE_MODELS, ActiveModel.class);
  }

  private void assertPublishedOnce() throws IOException {
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

  private void assertNothingPublished() throws IOException {
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

  @Test
  void publishesABetterChallenger() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    work();
    assertPublishedOnce();
    RetrainingOutcome outcome = outcomes().get(0);
    assertThat(outcome.getDataset().getFingerprint()).isEqualTo(examples.fingerprint());
    assertThat(outcome.getMetrics().get("challenger.accuracy"))
        .isGreaterThan(outcome.getMetrics().get("champion.accuracy"));
    assertThat(outcome.getFinishedAt()).isPositive();
    for (String topic : List.of(Topics.ACTIVE_MODELS, Topics.RETRAINING_OUTCOMES)) {
      ProducerRecord<byte[], byte[]> record = broker.records(topic).get(0);
      assertThat(record.timestamp()).isEqualTo(1_000);
      assertThat(record.key()).isEqualTo(MODEL.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void rejectsAChallengerThatGainsTooLittleAndKeepsIt() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    request(event("r2", MODEL, "RETRAIN"));
    work(source(), store, new Gate(1), broker.producer());
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getStatus)
        .containsExactly(OutcomeStatus.REJECTED, OutcomeStatus.REJECTED);
    assertThat(outcomes()).extracting(RetrainingOutcome::getVersion).containsExactly("v2", "v3");
    assertThat(published()).isEmpty();
    assertThat(store.versions(MODEL)).containsExactly("v1", "v2", "v3");
  }

  @Test
  void answersRequestsOneAfterAnother() {
    request(event("r1", MODEL, "RETRAIN"));
    request(event("r2", MODEL, "RETRAIN"));
    work(source(), store, new Gate(-1), broker.producer());
    assertThat(published()).extracting(ActiveModel::getGeneration).containsExactly(2L, 3L);
    assertThat(published())
        .extracting(model -> model.getChampion().getVersion())
        .containsExactly("v2", "v3");
  }

  @Test
  void answersARequestOnceHoweverOftenItComes() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    work();
    request(event("r1", MODEL, "RETRAIN"));
    work();
    assertThat(outcomes()).hasSize(1);
    assertThat(store.versions(MODEL)).containsExactly("v1", "v2");
    assertThat(broker.committedOffset()).isEqualTo(2);
  }

  @Test
  void failsRequestsThatNothingCanBeDoneAbout() {
    request(event("r1", "unknown", "RETRAIN"));
    request(event("r2", MODEL, "DANCE"));
    request(event("r3", MODEL, "RETRAIN"));
    TrainingSet few = TestData.points(10, 1, TestData.ABOVE);
    work(
        (model, schema, from, to) -> new ExampleSource.Examples(few, 0),
        store,
        new Gate(0),
        broker.producer());
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getStatus)
        .containsOnly(OutcomeStatus.FAILED);
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getWhy)
        .containsExactly(
            "no version of unknown serves",
            "action DANCE is not known",
            "10 labelled rows are fewer than train.minimum-rows, 50");
    assertThat(published()).isEmpty();
    assertThat(broker.committedOffset()).isEqualTo(3);
  }

  @Test
  void anUndecodableRequestIsADeadLetter() {
    broker.seed(Topics.RETRAINING_EVENTS, new byte[] {1, 2, 3});
    request(event("r1", MODEL, "RETRAIN"));
    work();
    assertThat(broker.committed(Topics.DEAD_LETTERS, DeadLetter.class))
        .singleElement()
        .extracting(DeadLetter::getErrorCode)
        .isEqualTo("UNDECODABLE");
    assertThat(outcomes()).hasSize(1);
    assertThat(broker.committedOffset()).isEqualTo(2);
  }

  @Test
  void aCrashBeforeThePackageIsStoredIsMadeGoodOnRestart() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    assertThatThrownBy(() -> work(source(), new FailingStore(true), new Gate(0), broker.producer()))
        .hasMessage("retraining failed: disk full");
    assertNothingPublished();
    assertThat(store.versions(MODEL)).containsExactly("v1");
    work();
    assertPublishedOnce();
  }

  @Test
  void aCrashAfterThePackageIsStoredIsMadeGoodOnRestart() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    assertThatThrownBy(
            () -> work(source(), new FailingStore(false), new Gate(0), broker.producer()))
        .hasMessage("retraining failed: disk full");
    assertNothingPublished();
    assertThat(store.versions(MODEL)).containsExactly("v1", "v2");
    work();
    assertPublishedOnce();
  }

  @Test
  void aCrashBeforeTheCommitIsMadeGoodOnRestart() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    for (int attempt = 0; attempt < 3; attempt++) {
      MockProducer<byte[], byte[]> producer = broker.producer();
      producer.commitTransactionException = new KafkaException("broker gone");
      assertThatThrownBy(() -> work(source(), store, new Gate(0), producer))
          .hasMessage("broker gone");
      assertNothingPublished();
      assertThat(producer.closed()).isTrue();
    }
    work();
    assertPublishedOnce();
  }

  @Test
  void aFailureToReadExamplesStopsTheWorkerLoudly() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    ExampleSource broken =
        (model, schema, from, to) -> {
          throw new IllegalStateException("a bug");
        };
    assertThatThrownBy(() -> work(broken, store, new Gate(0), broker.producer()))
        .hasMessage("retraining failed: a bug");
    assertThat(requests.closed()).isTrue();
    assertNothingPublished();
    work();
    assertPublishedOnce();
  }

  @Test
  void aWorkerThatAnotherReplacedPublishesNothing() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    MockProducer<byte[], byte[]> producer = broker.producer();
    ExampleSource fencing =
        (model, schema, from, to) -> {
          producer.fenceProducer();
          return new ExampleSource.Examples(examples, 0);
        };
    assertThatThrownBy(() -> work(fencing, store, new Gate(0), producer))
        .isInstanceOf(ProducerFencedException.class);
    assertNothingPublished();
    work();
    assertPublishedOnce();
  }

  @Test
  void keepsPollingPausedWhileItTrains() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    ExampleSource slow =
        (model, schema, from, to) -> {
          long deadline = System.nanoTime() + 20_000_000_000L;
          while (requests.pausedPolls < 2 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
          }
          return new ExampleSource.Examples(examples, 0);
        };
    work(slow, store, new Gate(0), broker.producer());
    assertThat(requests.pausedPolls).isGreaterThanOrEqualTo(2);
    assertPublishedOnce();
  }

  @Test
  void closingGivesUpATrainingUnderWay() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    AtomicReference<RetrainWorker> worker = new AtomicReference<>();
    requests = broker.requests(() -> {});
    ExampleSource closing =
        (model, schema, from, to) -> {
          worker.get().close();
          return new ExampleSource.Examples(examples, 0);
        };
    worker.set(
        new RetrainWorker(
            requests,
            new AnswerSink(broker.producer()),
            new LoopState(broker::reader, broker::reader),
            new Retrainer(closing, store, new Dl4jModelLoader(store), factory(), new Gate(0)),
            Clock.systemUTC()));
    worker.get().run();
    assertNothingPublished();
    work();
    assertPublishedOnce();
  }

  /** A store whose disk is full before, or fails just after, a package is in place. */
  private final class FailingStore implements ModelStore {
    private final boolean before;

    FailingStore(boolean before) {
      this.before = before;
    }

    @Override
    public ModelRef put(String model, String version, Path packageFile) throws IOException {
      if (!before) {
        store.put(model, version, packageFile);
      }
      throw new IOException("disk full");
    }

    @Override
    public Optional<ModelRef> find(String model, String version) throws IOException {
      return store.find(model, version);
    }

    @Override
    public InputStream open(String uri) throws IOException {
      return store.open(uri);
    }

    @Override
    public List<String> versions(String model) throws IOException {
      return store.versions(model);
    }

    @Override
    public List<String> models() throws IOException {
      return store.models();
    }
  }
}
