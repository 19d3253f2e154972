package io.driftloop.jobs.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.profile.EvaluateHarness;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.profile.PerformanceProfile;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

class PerformanceEvaluateFunctionTest {

  private static EvaluateHarness harness(OperatorSubtaskState state) throws Exception {
    return EvaluateHarness.restored(
        new PerformanceEvaluateFunction(FakeModels::catalog, EvaluateHarness.settings(3)), state);
  }

  /** 200 rows, of every ten of which {@code right} are right. */
  private static PaneProfile pane(long window, int right) {
    PerformanceProfile profile = new PerformanceProfile();
    for (int i = 0; i < 200; i++) {
      profile.add(new float[] {0.1f, 0.9f}, i % 10 < right ? 1 : 0);
    }
    return new PaneProfile(Rows.MODEL, "v1", "CHAMPION", window * EvaluateHarness.WINDOW, profile);
  }

  @Test
  void qualityLikeTheReferencesIsNotBreached() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 8));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signals()).hasSize(4).noneMatch(Signal::getBreached);
    }
  }

  @Test
  void lostQualityIsBreached() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 3));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      Signal accuracy = harness.signal("accuracy", "");
      assertThat(accuracy.getValue()).isCloseTo(0.3, within(1e-9));
      assertThat(accuracy.getReference()).isCloseTo(0.8, within(1e-9));
      assertThat(accuracy.getBreached()).isTrue();
      assertThat(accuracy.getSeverity()).isEqualTo("CRITICAL");
      assertThat(harness.signal("log-loss", "").getBreached()).isTrue();
      assertThat(harness.signal("risk", "").getBreached()).isTrue();
      assertThat(harness.signal("window-evaluated", "labels").getValue()).isEqualTo(3);
    }
  }

  /** A fall of five points, which 200 rows do not show, but many windows of them do. */
  @Test
  void theDetectorRemembersOverARestart() throws Exception {
    int alarms = 0;
    OperatorSubtaskState state = null;
    for (int window = 0; window < 40; window++) {
      try (EvaluateHarness harness = harness(state)) {
        harness.pane(pane(window, window % 2 == 0 ? 7 : 6));
        harness.processWatermark(new Watermark((window + 1) * EvaluateHarness.WINDOW - 1));
        Signal risk = harness.signal("risk", "");
        alarms += risk.getBreached() ? 1 : 0;
        state = harness.snapshot(window, window);
      }
    }
    assertThat(alarms).isPositive();
  }
}
