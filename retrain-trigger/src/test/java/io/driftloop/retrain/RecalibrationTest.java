package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.serving.ModelCard;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The share of "yes" has risen since version 1 was trained. */
class RecalibrationTest extends WorkerFixture {
  private final TrainingSet rows = TestData.points(600, 5, (x, y) -> y > x - .5f);

  private RetrainingEvent recalibration() {
    return event("r1", MODEL, "RECALIBRATE");
  }

  @Test
  void theChampionsNetworkServesWithNewClassBiases() throws IOException {
    request(recalibration());
    work(rows);
    assertPublishedOnce();
    RetrainingOutcome outcome = outcomes().get(0);
    assertThat(outcome.getMetrics().get("challenger.accuracy"))
        .isGreaterThan(outcome.getMetrics().get("champion.accuracy"));
    assertThat(outcome.getMetrics()).doesNotContainKey("training.epochs");
    ModelRef ref = published().get(0).getChampion();
    ModelCard card = Cards.read(store, MODEL, ref);
    assertThat(card.lineage().parentVersion()).isEqualTo("v1");
    assertThat(card.lineage().requestId()).isEqualTo("r1");
    assertThat(card.reference().data().rows()).isEqualTo(420);
  }

  @Test
  void aRequestThatWasAnsweredIsNotAnsweredAgain() throws IOException {
    request(recalibration());
    work(rows);
    request(recalibration());
    work(rows);
    assertThat(outcomes()).hasSize(1);
    assertThat(published()).hasSize(1);
  }

  @Test
  void tooFewRowsAreSaidSo() {
    request(recalibration());
    work(rows.slice(0, 20));
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getStatus, RetrainingOutcome::getWhy)
        .containsExactly(
            tuple(OutcomeStatus.FAILED, "20 labelled rows are fewer than train.minimum-rows, 50"));
  }
}
