package io.driftloop.jobs.labels;

import static io.driftloop.jobs.Rows.label;
import static io.driftloop.jobs.Rows.prediction;
import static io.driftloop.jobs.Rows.shadow;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.Rows;
import io.driftloop.jobs.io.Sampling;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.PredictionRow;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class LabelJoinFunctionTest {

  @Test
  void labelAfterItsPredictionMakesAnExample() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v2"));
      harness.label(label("a", "up", 50));
      TrainingExample example = harness.extractOutputValues().get(0);
      assertThat(example.getId()).isEqualTo("a");
      assertThat(example.getModelVersion()).isEqualTo("v2");
      assertThat(example.getEventTime()).isEqualTo(10);
      assertThat(example.getKnownAt()).isEqualTo(50);
      assertThat(example.getFeatures()).containsExactly(10f, 0f);
      assertThat(example.getScores()).containsExactly(0.1f, 0.9f);
      assertThat(example.getSegments()).containsEntry("country", "nz");
      assertThat(example.getLabel()).isEqualTo("up");
      assertThat(harness.outcomes()).containsExactly("CHAMPION:1@50");
    }
  }

  @Test
  void labelBeforeItsPredictionWaits() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.label(label("a", "down", 50));
      assertThat(harness.examples()).isEmpty();
      harness.prediction(prediction("a", 10, "v1"));
      assertThat(harness.examples()).containsExactly("a=down/0");
      assertThat(harness.outcomes()).containsExactly("CHAMPION:0@50");
      harness.time(50 + JoinHarness.PREDICTION_WAIT);
      assertThat(harness.codes()).isEmpty();
    }
  }

  @Test
  void bothOrdersSurviveARestart() throws Exception {
    OperatorSubtaskState state;
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.label(label("b", "up", 20));
      state = harness.snapshot(1, 1);
    }
    try (JoinHarness harness = JoinHarness.restored(state)) {
      harness.label(label("a", "up", 50));
      harness.prediction(prediction("b", 15, "v1"));
      assertThat(harness.examples()).containsExactly("a=up/0", "b=up/0");
    }
  }

  @Test
  void sameLabelTwiceCountsOnce() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.label(label("a", "up", 50));
      harness.label(label("a", "up", 60));
      assertThat(harness.examples()).containsExactly("a=up/0");
      assertThat(harness.outcomes()).hasSize(1);
    }
  }

  @Test
  void anotherLabelIsACorrectionAndTheNextRevision() throws Exception {
    OperatorSubtaskState state;
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.label(label("a", "up", 50));
      state = harness.snapshot(1, 1);
    }
    try (JoinHarness harness = JoinHarness.restored(state)) {
      harness.label(label("a", "down", 60));
      harness.label(label("a", "up", 70));
      assertThat(harness.examples()).containsExactly("a=down/1", "a=up/2");
      assertThat(harness.outcomes()).containsExactly("CHAMPION:1>0@50", "CHAMPION:0>1@50");
    }
  }

  @Test
  void labelOlderThanTheOneThatCountsChangesNothing() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.label(label("a", "up", 50));
      harness.label(label("a", "down", 40));
      assertThat(harness.examples()).containsExactly("a=up/0");
    }
  }

  @Test
  void correctionBeforeThePredictionMakesOneExample() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.label(label("a", "up", 50));
      harness.label(label("a", "down", 60));
      harness.prediction(prediction("a", 10, "v1"));
      assertThat(harness.examples()).containsExactly("a=down/0");
    }
  }

  @Test
  void samePredictionTwiceCountsOnce() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.prediction(prediction("a", 10, "v2"));
      harness.label(label("a", "up", 50));
      harness.prediction(prediction("a", 10, "v1"));
      assertThat(harness.examples()).containsExactly("a=up/0");
      assertThat(harness.extractOutputValues().get(0).getModelVersion()).isEqualTo("v1");
    }
  }

  @Test
  void labelWithoutPredictionIsADeadLetterAfterTheWait() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.label(label("a", "up", 50));
      harness.time(49 + JoinHarness.PREDICTION_WAIT);
      assertThat(harness.codes()).isEmpty();
      harness.time(50 + JoinHarness.PREDICTION_WAIT);
      assertThat(harness.codes()).containsExactly(ErrorCode.UNMATCHED_LABEL.name());
      assertThat(harness.remembered()).isZero();
    }
  }

  @Test
  void labelWithAShadowPredictionOnlyIsUnmatched() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(shadow("a", 10, "v1"));
      harness.label(label("a", "up", 50));
      harness.time(Long.MAX_VALUE);
      assertThat(harness.examples()).isEmpty();
      assertThat(harness.codes()).containsExactly(ErrorCode.UNMATCHED_LABEL.name());
    }
  }

  @Test
  void predictionWithoutLabelIsForgottenAfterTheWait() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.time(9 + JoinHarness.WAIT);
      assertThat(harness.remembered()).isPositive();
      harness.time(10 + JoinHarness.WAIT);
      assertThat(harness.remembered()).isZero();
      assertThat(harness.codes()).isEmpty();
      harness.label(label("a", "up", 20 + JoinHarness.WAIT));
      harness.time(Long.MAX_VALUE);
      assertThat(harness.codes()).containsExactly(ErrorCode.UNMATCHED_LABEL.name());
    }
  }

  @Test
  void labelAtTheHorizonJoinsOnceAndALaterOneIsCounted() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      long horizon = 10 + JoinHarness.WAIT;
      harness.prediction(prediction("a", 10, "v1"));
      harness.prediction(prediction("b", 10, "v1"));
      harness.time(horizon - 1);
      harness.label(label("a", "up", horizon));
      harness.label(label("a", "up", horizon));
      harness.time(horizon);
      harness.label(label("b", "up", horizon + 1));
      harness.time(horizon + 1 + JoinHarness.PREDICTION_WAIT);
      assertThat(harness.examples()).containsExactly("a=up/0");
      assertThat(harness.codes()).containsExactly(ErrorCode.UNMATCHED_LABEL.name());
      assertThat(harness.remembered()).isZero();
    }
  }

  @Test
  void labelThatWaitedKeepsItsRequestUntilTheLabelsWaitEnds() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.label(label("a", "up", 50));
      harness.prediction(prediction("a", 40, "v1"));
      harness.time(50 + JoinHarness.PREDICTION_WAIT);
      harness.label(label("a", "down", 200));
      assertThat(harness.examples()).containsExactly("a=up/0", "a=down/1");
      harness.time(40 + JoinHarness.WAIT);
      assertThat(harness.remembered()).isZero();
    }
  }

  @Test
  void shadowIsMeasuredButNeverLearntFrom() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v2"));
      harness.prediction(shadow("a", 10, "v1"));
      harness.label(label("a", "up", 50));
      assertThat(harness.examples()).containsExactly("a=up/0");
      assertThat(harness.outcomes()).containsExactly("CHAMPION:1@50", "SHADOW:1@50");
    }
  }

  @Test
  void variantsThatComeAfterTheLabelAreMeasuredToo() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.label(label("a", "up", 50));
      harness.prediction(shadow("a", 10, "v1"));
      harness.prediction(prediction("a", 10, "v2"));
      assertThat(harness.examples()).containsExactly("a=up/0");
      assertThat(harness.outcomes()).containsExactly("SHADOW:1@50", "CHAMPION:1@50");
    }
  }

  @Test
  void canaryAnswersButIsNotLearntFrom() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      PredictionRow canary = prediction("a", 10, "v3");
      canary.variant = Variant.CANARY;
      harness.prediction(canary);
      harness.label(label("a", "up", 50));
      harness.time(Long.MAX_VALUE);
      assertThat(harness.examples()).isEmpty();
      assertThat(harness.outcomes()).containsExactly("CANARY:1@50");
      assertThat(harness.codes()).isEmpty();
    }
  }

  @Test
  void unknownClassIsADeadLetterAndALaterLabelCounts() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.label(label("a", "sideways", 50));
      harness.label(label("b", "sideways", 50));
      harness.prediction(prediction("b", 10, "v1"));
      harness.label(label("a", "up", 60));
      assertThat(harness.codes())
          .containsExactly(ErrorCode.UNKNOWN_CLASS.name(), ErrorCode.UNKNOWN_CLASS.name());
      assertThat(harness.examples()).containsExactly("a=up/0");
    }
  }

  @Test
  void sampleDecidesWhichFeaturesAreKept() throws Exception {
    try (JoinHarness harness = JoinHarness.restored(null, 0.5)) {
      for (int i = 0; i < 1000; i++) {
        harness.prediction(prediction("r" + i, 10, "v1"));
        harness.label(label("r" + i, "up", 50));
      }
      assertThat(harness.extractOutputValues())
          .hasSize(1000)
          .allMatch(example -> example.getScores().size() == 2)
          .filteredOn(example -> !example.getFeatures().isEmpty())
          .hasSizeBetween(450, 550)
          .allMatch(example -> Sampling.keeps(example.getId(), 0.5));
    }
  }

  @Test
  void correctionOfAClosedWindowIsLate() throws Exception {
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.prediction(shadow("a", 10, "v2"));
      harness.label(label("a", "up", 50));
      harness.time(98);
      harness.label(label("a", "down", 150));
      harness.time(99);
      harness.label(label("a", "up", 160));
      assertThat(harness.examples()).containsExactly("a=up/0", "a=down/1", "a=up/2");
      assertThat(harness.outcomes())
          .containsExactly("CHAMPION:1@50", "SHADOW:1@50", "CHAMPION:1>0@50", "SHADOW:1>0@50");
    }
  }

  @Test
  void segmentsOfEveryPredictionAreKept() throws Exception {
    try (JoinHarness harness = JoinHarness.restored(null, 0)) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.label(label("a", "up", 50));
      JoinedOutcome outcome = harness.getSideOutput(LabelJoinFunction.OUTCOMES).peek().getValue();
      assertThat(outcome.id).isEqualTo("a");
      assertThat(outcome.features).isEmpty();
      assertThat(outcome.segments).containsEntry("country", "nz");
    }
  }

  @Test
  void fatesAreToldOnceLabelsAreWaitedForNoLonger() throws Exception {
    OperatorSubtaskState state;
    try (JoinHarness harness = JoinHarness.started()) {
      harness.prediction(prediction("a", 10, "v1"));
      harness.prediction(shadow("a", 10, "v2"));
      harness.prediction(prediction("b", 20, "v1"));
      harness.label(label("b", "up", 50));
      harness.label(label("nobody", "up", 50));
      harness.time(9 + JoinHarness.WAIT);
      assertThat(harness.fates()).isEmpty();
      state = harness.snapshot(1, 1);
    }
    try (JoinHarness harness = JoinHarness.restored(state)) {
      harness.time(Long.MAX_VALUE);
      assertThat(harness.fates())
          .containsExactly(Rows.MODEL + " CHAMPION@10", Rows.MODEL + " CHAMPION@20+");
    }
  }
}
