package io.driftloop.jobs.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.jobs.Rows;
import io.driftloop.jobs.profile.EvaluateHarness;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.monitor.CoverageProfile;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final Duration WINDOW = Duration.ofMillis(EvaluateHarness.WINDOW);
  private static final Duration SHIFT = CoverageProfiler.shift(Duration.ofMillis(250), WINDOW);

  private static EvaluateHarness harness(OperatorSubtaskState state) throws Exception {
    return EvaluateHarness.restored(
        new CoverageEvaluateFunction(EvaluateHarness.settings(3), SHIFT), state);
  }

  /** Predictions that were made in the window that begins at 0. */
  private static PaneProfile pane(int rows, int labelled) {
    CoverageProfile profile = new CoverageProfile();
    for (int i = 0; i < rows; i++) {
      profile.add(i % 3, i < labelled);
    }
    return new PaneProfile(Rows.MODEL, "v1", "CHAMPION", SHIFT.toMillis(), profile);
  }

  @Test
  void waitsForWholeWindows() {
    assertThat(SHIFT).isEqualTo(Duration.ofMillis(300));
    assertThat(CoverageProfiler.shift(WINDOW, WINDOW)).isEqualTo(WINDOW);
    assertThat(CoverageProfiler.shift(Duration.ZERO, WINDOW)).isEqualTo(Duration.ZERO);
    PredictionFate fate = new PredictionFate();
    fate.eventTime = 42;
    assertThat(new CoverageProfiler(SHIFT).time(fate)).isEqualTo(342);
  }

  @Test
  void tellsOfTheWindowInWhichThePredictionsWereMade() throws Exception {
    OperatorSubtaskState state;
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(300, 100));
      harness.processWatermark(new Watermark(398));
      assertThat(harness.signals()).isEmpty();
      state = harness.snapshot(1, 1);
    }
    try (EvaluateHarness harness = harness(state)) {
      harness.pane(pane(100, 100));
      harness.processWatermark(new Watermark(399));
      assertThat(harness.signals())
          .extracting(Signal::getKind)
          .containsExactly("label-coverage", "label-bias");
      Signal coverage = harness.signal("label-coverage", "");
      assertThat(coverage.getWindowStart()).isZero();
      assertThat(coverage.getWindowEnd()).isEqualTo(100);
      assertThat(coverage.getValue()).isCloseTo(.5, within(1e-9));
      assertThat(coverage.getSampleCount()).isEqualTo(400);
      state = harness.snapshot(2, 2);
    }
    try (EvaluateHarness harness = harness(state)) {
      harness.pane(pane(1, 0));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signals()).as("a window is told of once").isEmpty();
    }
  }
}
