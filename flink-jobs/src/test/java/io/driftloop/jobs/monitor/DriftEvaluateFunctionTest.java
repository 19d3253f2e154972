package io.driftloop.jobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.profile.EvaluateHarness;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.drift.DriftThresholds;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

class DriftEvaluateFunctionTest {
  private static final DriftThresholds THRESHOLDS = DriftThresholds.defaults();

  private static EvaluateHarness harness(OperatorSubtaskState state) throws Exception {
    return EvaluateHarness.restored(
        new DriftEvaluateFunction(FakeModels::catalog, THRESHOLDS), state);
  }

  /** 200 rows with loads from {@code from} on, summarised. */
  private static PaneProfile pane(long start, float from) {
    List<Bins> bins = FakeModels.card("v1").reference().bins();
    DataProfile profile = FakeModels.card("v1").reference().emptyWindow();
    for (int i = 0; i < 200; i++) {
      profile.addFeatures(bins, new float[] {from + i % 100, i % 2});
      profile.addScores(new float[] {0.1f, 0.9f});
    }
    return new PaneProfile(Rows.MODEL, "v1", "CHAMPION", start, profile);
  }

  @Test
  void windowLikeTheReferenceIsNotBreached() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 0));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signals()).isNotEmpty().noneMatch(Signal::getBreached);
      assertThat(harness.signal("window-evaluated", "data").getValue()).isZero();
    }
  }

  @Test
  void shiftedFeatureIsBreachedAndNamed() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 50));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      Signal psi = harness.signal("psi", "load");
      assertThat(psi.getBreached()).isTrue();
      assertThat(psi.getValue()).isGreaterThan(psi.getThreshold());
      assertThat(psi.getReference()).isNull();
      assertThat(psi.getSampleCount()).isEqualTo(200);
      assertThat(psi.getId()).isEqualTo("power/v1/CHAMPION/data/psi/load/0");
      assertThat(psi.getWindowEnd()).isEqualTo(EvaluateHarness.WINDOW);
      assertThat(harness.signal("psi", "day").getBreached()).isFalse();
    }
  }

  @Test
  void closingSignalComesLastAndCountsTheBreaches() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 50));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      List<Signal> signals = harness.signals();
      Signal last = signals.get(signals.size() - 1);
      assertThat(last.getKind()).isEqualTo("window-evaluated");
      assertThat(last.getSubject()).isEqualTo("data");
      assertThat(last.getValue())
          .isEqualTo(signals.stream().filter(Signal::getBreached).count())
          .isPositive();
      assertThat(signals).extracting(Signal::getId).doesNotHaveDuplicates();
    }
  }

  @Test
  void partsOfAWindowComeTogetherOverARestart() throws Exception {
    OperatorSubtaskState state;
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 0));
      harness.pane(pane(100, 0));
      state = harness.snapshot(1, 1);
    }
    try (EvaluateHarness harness = harness(state)) {
      harness.pane(pane(0, 0));
      harness.processWatermark(new Watermark(99));
      assertThat(harness.signal("psi", "load").getSampleCount()).isEqualTo(400);
      int first = harness.signals().size();
      harness.processWatermark(new Watermark(199));
      assertThat(harness.signals()).hasSize(2 * first);
    }
  }
}
