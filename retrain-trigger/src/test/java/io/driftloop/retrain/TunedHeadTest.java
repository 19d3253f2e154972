package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The classes have changed their meaning since version 1 was trained. */
class TunedHeadTest extends WorkerFixture {
  private final TrainingSet rows = TestData.points(600, 5, (x, y) -> y > x - .5f);

  private RetrainingEvent tuning(String id) {
    return event(id, MODEL, "TUNE_HEAD");
  }

  @Test
  void theChampionServesWithANewOutputLayer() throws IOException {
    request(tuning("r1"));
    work(rows);
    assertPublishedOnce();
    RetrainingOutcome outcome = outcomes().get(0);
    assertThat(outcome.getMetrics().get("challenger.accuracy"))
        .isGreaterThan(outcome.getMetrics().get("champion.accuracy"));
    assertThat(outcome.getMetrics()).doesNotContainKey("training.epochs");
    ModelRef ref = published().get(0).getChampion();
    ModelCard card = Cards.read(store, MODEL, ref);
    assertThat(card.lineage().parentVersion()).isEqualTo("v1");
    assertThat(
            Scoring.performance(new Dl4jModelLoader(store).load(MODEL, ref), rows).correct().mean())
        .isGreaterThan(0.9);
  }

  @Test
  void aHeadThatLearnsNothingNewDoesNotServe() {
    request(tuning("r1"));
    work(rows);
    request(tuning("r2"));
    work(rows);
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getStatus)
        .startsWith(OutcomeStatus.PUBLISHED);
    assertThat(outcomes()).hasSize(2);
  }
}
