package io.driftloop.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.Signals;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Classes whose shares shift, window after window. */
class RecalibratingTest {
  private static final Options ALLOWED =
      Options.of(Map.of("retrain.actions", "retrain,recalibrate"));
  private static final String FIRST = "power/v1/1970-01-02T00:00:00Z/RECALIBRATE";

  private static void shifted(DecisionHarness harness, int day) throws Exception {
    Signal shift = Signals.signal(day, "v1", "calibration-shift", "", 40, true);
    shift.setThreshold(10.0);
    harness.signals(shift, Signals.labelsClosing(day, "v1", 1));
  }

  @Test
  void classesOfOtherSharesAreRecalibratedOneAnswerAfterTheOther() throws Exception {
    OperatorSubtaskState state;
    try (DecisionHarness harness = new DecisionHarness(ALLOWED, null)) {
      shifted(harness, 1);
      RetrainingEvent event = harness.extractOutputValues().get(0);
      assertThat(event.getRequestId()).isEqualTo(FIRST);
      assertThat(event.getAction()).isEqualTo("RECALIBRATE");
      assertThat(event.getTrainTo()).isEqualTo(event.getRequestedAt() + 1);
      state = harness.snapshot(1, 1);
    }
    try (DecisionHarness harness = new DecisionHarness(ALLOWED, state)) {
      shifted(harness, 2);
      assertThat(harness.extractOutputValues()).as("the first has no answer yet").isEmpty();
      harness.outcome(FIRST, OutcomeStatus.REJECTED, "v2");
      shifted(harness, 3);
      assertThat(harness.extractOutputValues())
          .extracting(RetrainingEvent::getAction)
          .containsExactly("RECALIBRATE");
      assertThat(harness.reasons()).containsExactly("NO_BREACH", "RECALIBRATE");
    }
  }

  @Test
  void withoutLeaveItIsOnlyProposed() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(Options.of(Map.of()), null)) {
      shifted(harness, 1);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.decisions().get(0).getProposals())
          .extracting(proposal -> proposal.getAction())
          .containsExactly("RECALIBRATE");
    }
  }
}
