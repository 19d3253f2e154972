package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Topics;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, on a real broker: their requests are answered all the same, once. */
@Timeout(180)
class KilledWorkerIT {
  private static final String LONG_TRAINING = "train: {max-epochs: 10000, patience: 10000}";
  private static final String SHORT_TRAINING = "train: {max-epochs: 3}";
  private static final ReplayData DATA = DriftingStream.of(1_100, 1_000, 1_000, 20_261_123L);
  private static final String MODEL = DATA.model();
  private static final List<String> REQUESTS = List.of("first", "second");

  @TempDir private Path directory;
  private LocalModelStore store;

  @BeforeEach
  void openStore() {
    store = new LocalModelStore(directory.resolve("models"));
  }

  @Test
  void everyRequestIsAnsweredOnceThoughWorkersAreKilled() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), Ports.free())) {
      TopicSetup.createMissing(kafka.bootstrapServers());
      Options loop = LoopOptions.check(Options.of(Map.of("train.max-epochs", "3")));
      FirstModel.publish(DATA, directory.resolve("models"), kafka.bootstrapServers(), loop);
      request(kafka.bootstrapServers());

      try (WorkerProcess worker = start(kafka, LONG_TRAINING)) {
        worker.await("training", () -> worker.log().contains("event=retraining-started id=first"));
        Thread.sleep(300);
        assertNothingIsAnswered(kafka);
      }
      assertNothingIsAnswered(kafka);
      try (WorkerProcess worker = start(kafka, SHORT_TRAINING)) {
        worker.await("a package", () -> store.versions(MODEL).size() > 1);
      }
      assertEveryPackageIsWhole();
      try (WorkerProcess worker = start(kafka, SHORT_TRAINING)) {
        worker.await("all outcomes", () -> outcomes(kafka).size() == REQUESTS.size());
      }
      assertEveryRequestIsAnsweredOnce(kafka);
    }
  }

  private WorkerProcess start(EmbeddedKafka kafka, String training) throws IOException {
    return WorkerProcess.start(
        directory,
        """
        kafka.bootstrap-servers: %s
        models.uri: %s
        gate.minimum-gain: -1
        %s
        """
            .formatted(kafka.bootstrapServers(), directory.resolve("models").toUri(), training));
  }

  private static void request(String bootstrapServers) {
    long from = DATA.history().get(0).eventTime();
    long to = DATA.stream().get(0).eventTime();
    try (TopicWriter<RetrainingEvent> events =
        new TopicWriter<>(bootstrapServers, Topics.RETRAINING_EVENTS, RetrainingEvent.class)) {
      for (String id : REQUESTS) {
        events.write(
            MODEL,
            to,
            RetrainingEvent.newBuilder()
                .setRequestId(id)
                .setModel(MODEL)
                .setModelVersion("v1")
                .setAction("RETRAIN")
                .setRequestedAt(to)
                .setReasons(List.of())
                .setTrainFrom(from)
                .setTrainTo(to)
                .build());
      }
    }
  }

  private void assertNothingIsAnswered(EmbeddedKafka kafka) throws IOException {
    assertThat(outcomes(kafka)).isEmpty();
    assertThat(active(kafka)).hasSize(1);
    assertThat(store.versions(MODEL)).containsExactly("v1");
  }

  /** Whatever a reader of the store can find has the hash that its descriptor says. */
  private void assertEveryPackageIsWhole() throws IOException {
    for (String version : store.versions(MODEL)) {
      ModelRef ref = store.find(MODEL, version).orElseThrow();
      try (InputStream in = store.open(ref.getUri())) {
        assertThat(ModelPackage.read(in, MODEL, ref).network()).isPresent();
      }
    }
  }

  private void assertEveryRequestIsAnsweredOnce(EmbeddedKafka kafka) throws IOException {
    assertThat(outcomes(kafka))
        .allMatch(outcome -> outcome.getStatus() == OutcomeStatus.PUBLISHED)
        .extracting(RetrainingOutcome::getRequestId)
        .containsExactlyElementsOf(REQUESTS);
    assertThat(store.versions(MODEL)).containsExactly("v1", "v2", "v3");
    assertThat(active(kafka)).extracting(ActiveModel::getGeneration).containsExactly(1L, 2L, 3L);
    for (ActiveModel active : active(kafka)) {
      assertThat(store.find(MODEL, active.getChampion().getVersion()))
          .contains(active.getChampion());
    }
    assertEveryPackageIsWhole();
  }

  private static List<RetrainingOutcome> outcomes(EmbeddedKafka kafka) {
    return TopicContent.read(
        kafka.bootstrapServers(), Topics.RETRAINING_OUTCOMES, RetrainingOutcome.class);
  }

  private static List<ActiveModel> active(EmbeddedKafka kafka) {
    return TopicContent.read(kafka.bootstrapServers(), Topics.ACTIVE_MODELS, ActiveModel.class);
  }
}
