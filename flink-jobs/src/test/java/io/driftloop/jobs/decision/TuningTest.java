package io.driftloop.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.Signals;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows of labels that show nothing bad. */
class TuningTest {
  private static final Options ALLOWED =
      Options.of(Map.of("retrain.actions", "retrain,recalibrate,tune-head"));
  private static final Options SCHEDULED =
      Options.of(Map.of("retrain.actions", "retrain,tune-head", "retrain.every", "1d"));
  private static final String FIRST = "power/v1/1970-01-02T00:00:00Z/TUNE_HEAD";

  private static void window(DecisionHarness harness, int day) throws Exception {
    harness.signals(Signals.labelsClosing(day, "v1", 0));
  }

  @Test
  void eachWindowOfLabelsIsLearnedOneAnswerAfterTheOther() throws Exception {
    OperatorSubtaskState state;
    try (DecisionHarness harness = new DecisionHarness(ALLOWED, null)) {
      window(harness, 1);
      RetrainingEvent event = harness.extractOutputValues().get(0);
      assertThat(event.getRequestId()).isEqualTo(FIRST);
      assertThat(event.getAction()).isEqualTo("TUNE_HEAD");
      assertThat(event.getTrainTo()).isEqualTo(event.getRequestedAt() + 1);
      state = harness.snapshot(1, 1);
    }
    try (DecisionHarness harness = new DecisionHarness(ALLOWED, state)) {
      window(harness, 2);
      assertThat(harness.extractOutputValues()).as("the first has no answer yet").isEmpty();
      harness.outcome(FIRST, OutcomeStatus.REJECTED, "v2");
      window(harness, 3);
      assertThat(harness.extractOutputValues())
          .extracting(RetrainingEvent::getAction)
          .containsExactly("TUNE_HEAD");
      assertThat(harness.reasons()).containsExactly("NO_BREACH", "TUNE_HEAD");
    }
  }

  private static void twoWindows(DecisionHarness harness) throws Exception {
    window(harness, 1);
    harness.outcome(FIRST, OutcomeStatus.REJECTED, "v2");
    window(harness, 2);
  }

  @ParameterizedTest
  @CsvSource({"PUBLISHED, v2", "REJECTED, v1"})
  void whateverServesAfterARetrainingLearnsItsNewestRows(OutcomeStatus status, String version)
      throws Exception {
    try (DecisionHarness harness = new DecisionHarness(SCHEDULED, null)) {
      harness.serves(1, "v1");
      twoWindows(harness);
      RetrainingEvent retraining = harness.extractOutputValues().get(1);
      assertThat(retraining.getAction()).isEqualTo("RETRAIN");
      harness.outcome(retraining.getRequestId(), status, "v2");
      RetrainingEvent tuning = harness.extractOutputValues().get(2);
      assertThat(tuning.getAction()).isEqualTo("TUNE_HEAD");
      assertThat(tuning.getRequestId()).isEqualTo(retraining.getRequestId() + "/TUNE_HEAD");
      assertThat(tuning.getModelVersion()).isEqualTo(version);
      assertThat(tuning.getTrainTo()).isEqualTo(retraining.getTrainTo());
      harness.outcome(tuning.getRequestId(), OutcomeStatus.REJECTED, "v3");
      assertThat(harness.extractOutputValues()).hasSize(3);
    }
  }

  @Test
  void aRetrainingThatFailedHadNoRows() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(SCHEDULED, null)) {
      twoWindows(harness);
      String request = harness.extractOutputValues().get(1).getRequestId();
      harness.outcome(request, OutcomeStatus.FAILED, null);
      assertThat(harness.extractOutputValues()).hasSize(2);
    }
  }

  @Test
  void aWindowWithoutLabelsTeachesNothing() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(ALLOWED, null)) {
      harness.signals(Signals.closing(1, "v1", 0));
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void withoutLeaveNothingIsAskedFor() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(Options.of(Map.of()), null)) {
      window(harness, 1);
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }
}
