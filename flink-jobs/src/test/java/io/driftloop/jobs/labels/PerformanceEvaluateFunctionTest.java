package io.driftloop.jobs.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.profile.EvaluateHarness;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.performance.PerformanceThresholds;
import io.driftloop.signals.profile.PerformanceProfile;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

class PerformanceEvaluateFunctionTest {

  private static EvaluateHarness harness() throws Exception {
    return EvaluateHarness.restored(
        new PerformanceEvaluateFunction(FakeModels::catalog, PerformanceThresholds.defaults()),
        null);
  }

  /** 200 rows, of every ten of which {@code right} are right. */
  private static PaneProfile pane(int right) {
    PerformanceProfile profile = new PerformanceProfile();
    for (int i = 0; i < 200; i++) {
      profile.add(new float[] {0.1f, 0.9f}, i % 10 < right ? 1 : 0);
    }
    return new PaneProfile(Rows.MODEL, "v1", "CHAMPION", 0, profile);
  }

  @Test
  void qualityLikeTheReferencesIsNotBreached() throws Exception {
    try (EvaluateHarness harness = harness()) {
      harness.pane(pane(8));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signals()).hasSize(3).noneMatch(Signal::getBreached);
    }
  }

  @Test
  void lostQualityIsBreached() throws Exception {
    try (EvaluateHarness harness = harness()) {
      harness.pane(pane(5));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      Signal accuracy = harness.signal("accuracy", "");
      assertThat(accuracy.getValue()).isCloseTo(0.5, within(1e-9));
      assertThat(accuracy.getReference()).isCloseTo(0.8, within(1e-9));
      assertThat(accuracy.getBreached()).isTrue();
      assertThat(harness.signal("log-loss", "").getBreached()).isTrue();
      assertThat(harness.signal("window-evaluated", "labels").getValue()).isEqualTo(2);
    }
  }
}
