package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

class RetrainWorkerCrashTest extends WorkerFixture {
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
