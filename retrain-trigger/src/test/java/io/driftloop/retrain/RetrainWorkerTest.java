package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Topics;
import io.driftloop.signals.policy.Action;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RetrainWorkerTest extends WorkerFixture {
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
            "10 labelled rows are fewer than train.minimum-rows, 50");
    assertThat(published()).isEmpty();
    assertThat(broker.committedOffset()).isEqualTo(2);
  }

  @Test
  void aChampionWhosePackageIsDamagedFailsTheRequestAndNotTheWorker() throws IOException {
    Path champion = Path.of(URI.create(store.find(MODEL, "v1").orElseThrow().getUri()));
    byte[] bytes = Files.readAllBytes(champion);
    bytes[bytes.length / 2] ^= 1;
    Files.write(champion, bytes);
    request(event("r1", MODEL, "RETRAIN"));
    work();
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getStatus)
        .containsExactly(OutcomeStatus.FAILED);
    assertThat(outcomes().get(0).getWhy()).startsWith("v1 cannot be compared with: ");
    assertThat(published()).isEmpty();
    assertThat(broker.committedOffset()).isEqualTo(1);
  }

  @Test
  void leavesToOthersWhatIsTheirsAndGoesOn() {
    for (Action action : Action.values()) {
      if (!Action.answered(action.name())) {
        request(event(action.name(), MODEL, action.name()));
      }
    }
    request(event("later", MODEL, "AN_ACTION_OF_A_LATER_RELEASE"));
    work();
    assertThat(outcomes()).isEmpty();
    assertThat(published()).isEmpty();
    assertThat(broker.committedOffset()).as("taken note of").isEqualTo(3);
    request(event("r1", MODEL, "RETRAIN"));
    work();
    assertThat(outcomes()).extracting(RetrainingOutcome::getRequestId).containsExactly("r1");
  }

  @Test
  void anUndecodableRequestIsADeadLetter() {
    broker.seed(Topics.RETRAINING_EVENTS, new byte[] {1, 2, 3});
    request(event("r1", MODEL, "RETRAIN"));
    work();
    assertThat(broker.committed(Topics.DEAD_LETTERS, DeadLetter.class))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getErrorCode()).isEqualTo("UNDECODABLE");
              assertThat(letter.getKey()).as("the record has none").isEmpty();
            });
    assertThat(outcomes()).hasSize(1);
    assertThat(broker.committedOffset()).isEqualTo(2);
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
}
