package io.driftloop.jobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.profile.EvaluateHarness;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

class PredictionEvaluateFunctionTest {
  private static EvaluateHarness harness(OperatorSubtaskState state) throws Exception {
    return EvaluateHarness.restored(
        new PredictionEvaluateFunction(FakeModels::catalog, EvaluateHarness.settings(4)), state);
  }

  /** 200 rows with loads from {@code from} to 99, summarised. */
  private static PaneProfile pane(long start, float from) {
    PredictionReference reference = FakeModels.card("v1").predictionReference();
    PredictionProfile profile = PredictionProfile.empty(reference);
    for (int i = 0; i < 200; i++) {
      profile.add(
          new float[] {from + i % (100 - (int) from), i % 2},
          new float[] {0.1f, 0.9f},
          start,
          true);
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
      assertThat(psi.getReferenceCount()).isEqualTo(1000);
      assertThat(psi.getMethod()).isEqualTo("psi");
      assertThat(psi.getPValue()).isLessThan(1e-6);
      // No label and no estimate says that it does no harm.
      assertThat(psi.getSeverity()).isEqualTo("WARNING");
      assertThat(psi.getSampleCount()).isEqualTo(200);
      assertThat(psi.getId()).isEqualTo("power/v1/CHAMPION/data/psi/load//0/100");
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
  void howLongAfterItsEndAWindowIsMeasuredIsTold() throws Exception {
    try (EvaluateHarness harness =
        EvaluateHarness.restored(
            new PredictionEvaluateFunction(
                FakeModels::catalog,
                EvaluateHarness.settings(4).measuredWithin(Duration.ofSeconds(2))),
            null)) {
      harness.pane(pane(0, 0));
      harness.pane(pane(100, 0));
      harness.setProcessingTime(2_100);
      harness.processWatermark(new Watermark(99));
      harness.setProcessingTime(3_200);
      harness.processWatermark(new Watermark(199));
      assertThat(harness.signals())
          .filteredOn(signal -> signal.getKind().equals("lag"))
          .extracting(Signal::getSubject, Signal::getValue, Signal::getBreached)
          .containsExactly(tuple("data", 2.0, false), tuple("data", 3.0, true));
      assertThat(harness.signal("lag", "data").getId())
          .isEqualTo("power/v1/CHAMPION/data/lag/data//0/100");
      assertThat(harness.signal("window-evaluated", "data").getValue()).isZero();
    }
  }

  private static EvaluateHarness segmented(OperatorSubtaskState state) throws Exception {
    return EvaluateHarness.restored(
        new PredictionEvaluateFunction(
            FakeModels::segmentedCatalog,
            EvaluateHarness.settings(4).in(new SegmentSettings(List.of("country"), 20))),
        state);
  }

  /** So many rows of au with loads from {@code from} to 99, summarised. */
  private static PaneProfile australia(long start, int rows, int from) throws Exception {
    PredictionReference reference =
        FakeModels.segmentedCatalog()
            .find(Rows.MODEL, "v1")
            .orElseThrow()
            .segments()
            .find("country=au")
            .orElseThrow();
    PredictionProfile profile = PredictionProfile.empty(reference);
    for (int i = 0; i < rows; i++) {
      float load = from + i % (100 - from);
      profile.add(new float[] {load, i % 2}, new float[] {0.1f, 0.9f}, start, false);
    }
    return new PaneProfile(Rows.MODEL, "v1", "CHAMPION", "country=au", start, profile);
  }

  @Test
  void aSegmentIsHeldAgainstItsOwnReferenceAndClosesNoWindow() throws Exception {
    try (EvaluateHarness harness = segmented(null)) {
      harness.pane(pane(0, 0));
      harness.pane(australia(0, 200, 50));
      harness.processWatermark(new Watermark(99));
      assertThat(harness.signals()).isNotEmpty().noneMatch(Signal::getBreached);
      assertThat(harness.signals())
          .filteredOn(signal -> signal.getSegment().equals("country=au"))
          .extracting(Signal::getKind)
          .contains("drift", "psi", "missing-rate", "prediction-drift", "confidence")
          .doesNotContain("window-evaluated", "range-rate", "latency");
      harness.pane(pane(100, 0));
      harness.pane(australia(100, 200, 0));
      harness.processWatermark(new Watermark(199));
      assertThat(harness.signals())
          .filteredOn(Signal::getBreached)
          .isNotEmpty()
          .allMatch(signal -> signal.getSegment().equals("country=au"))
          .extracting(Signal::getId)
          .contains("power/v1/CHAMPION/data/drift/load/country=au/100/200");
      assertThat(harness.signals())
          .filteredOn(signal -> signal.getKind().equals("window-evaluated"))
          .hasSize(2)
          .allMatch(signal -> signal.getValue() == 0 && signal.getSegment().isEmpty());
    }
  }

  @Test
  void aSmallSegmentIsFoundInSeveralWindowsTogetherOverARestart() throws Exception {
    List<Signal> breaches = new ArrayList<>();
    EvaluateHarness harness = segmented(null);
    for (int window = 0; window < 4; window++) {
      harness.pane(australia(window * EvaluateHarness.WINDOW, 60, 0));
      harness.processWatermark(new Watermark((window + 1) * EvaluateHarness.WINDOW - 1));
      OperatorSubtaskState state = harness.snapshot(window, window);
      harness.signals().stream().filter(Signal::getBreached).forEach(breaches::add);
      harness.close();
      harness = segmented(state);
    }
    harness.close();
    assertThat(breaches)
        .isNotEmpty()
        .allMatch(signal -> signal.getWindowEnd() - signal.getWindowStart() > 100)
        .allMatch(signal -> signal.getSampleCount() >= 120);
  }

  @Test
  void aSegmentThatIsNoLongerDeclaredIsNotMeasured() throws Exception {
    OperatorSubtaskState state;
    try (EvaluateHarness harness = segmented(null)) {
      harness.pane(australia(0, 200, 0));
      state = harness.snapshot(1, 1);
    }
    try (EvaluateHarness harness =
        EvaluateHarness.restored(
            new PredictionEvaluateFunction(
                FakeModels::segmentedCatalog, EvaluateHarness.settings(4)),
            state)) {
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signals()).isEmpty();
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

  @Test
  void smallShiftIsFoundInSeveralWindowsTogether() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      for (int window = 0; window < 8; window++) {
        harness.pane(pane(window * EvaluateHarness.WINDOW, 10));
        harness.processWatermark(new Watermark((window + 1) * EvaluateHarness.WINDOW - 1));
      }
      assertThat(harness.signals())
          .filteredOn(Signal::getBreached)
          .isNotEmpty()
          .allMatch(signal -> signal.getWindowEnd() - signal.getWindowStart() > 100)
          .extracting(Signal::getKind)
          .contains("drift");
      assertThat(harness.signals()).extracting(Signal::getId).doesNotHaveDuplicates();
    }
  }

  @Test
  void blocksAreRememberedOverARestart() throws Exception {
    List<String> undisturbed = breachesOfEightWindows(false);
    assertThat(breachesOfEightWindows(true)).isEqualTo(undisturbed).isNotEmpty();
  }

  private static List<String> breachesOfEightWindows(boolean restarts) throws Exception {
    List<String> breaches = new ArrayList<>();
    EvaluateHarness harness = harness(null);
    for (int window = 0; window < 8; window++) {
      harness.pane(pane(window * EvaluateHarness.WINDOW, 10));
      harness.processWatermark(new Watermark((window + 1) * EvaluateHarness.WINDOW - 1));
      if (restarts) {
        OperatorSubtaskState state = harness.snapshot(window, window);
        harness.signals().stream()
            .filter(Signal::getBreached)
            .map(Signal::getId)
            .forEach(breaches::add);
        harness.close();
        harness = harness(state);
      }
    }
    harness.signals().stream()
        .filter(Signal::getBreached)
        .map(Signal::getId)
        .forEach(breaches::add);
    harness.close();
    return breaches;
  }

  @Test
  void evaluatedWindowIsNotEvaluatedAgain() throws Exception {
    OperatorSubtaskState state;
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 0));
      harness.processWatermark(new Watermark(99));
      state = harness.snapshot(1, 1);
    }
    try (EvaluateHarness harness = harness(state)) {
      harness.pane(pane(0, 50));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signals()).isEmpty();
    }
  }
}
