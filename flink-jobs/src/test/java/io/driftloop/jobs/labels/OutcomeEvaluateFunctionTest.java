package io.driftloop.jobs.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.profile.EvaluateHarness;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.schemas.Signal;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.signals.monitor.FairnessSettings;
import io.driftloop.signals.monitor.Outcome;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.OutcomeReference;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

class OutcomeEvaluateFunctionTest {

  private static final LabelSettings SETTINGS =
      new LabelSettings(
          EvaluateHarness.settings(3),
          new FairnessSettings(List.of("country"), 0.1, 0.8, 0.1),
          "up");
  private static final OutcomeReference REFERENCE =
      OutcomeReferences.of(FakeModels.card("v1"), SETTINGS);

  private static EvaluateHarness harness(OperatorSubtaskState state) throws Exception {
    return EvaluateHarness.restored(
        new OutcomeEvaluateFunction(FakeModels::catalog, SETTINGS), state);
  }

  /** 200 rows, of every ten of which {@code right} are right. */
  private static PaneProfile pane(long window, int right) {
    OutcomeProfile profile = OutcomeProfile.empty(2);
    for (int i = 0; i < 200; i++) {
      profile.add(REFERENCE, row(i, i % 10 < right ? 1 : 0));
    }
    return new PaneProfile(Rows.MODEL, "v1", "CHAMPION", window * EvaluateHarness.WINDOW, profile);
  }

  /** Every tenth row is of a country with 20 rows. */
  private static Outcome row(int i, int label) {
    return new Outcome(
        "r" + i,
        new float[] {0.1f, 0.9f},
        label,
        Map.of("country", i % 10 == 0 ? "nl" : "nz"),
        new float[] {i % 100, i % 2});
  }

  @Test
  void qualityLikeTheReferencesIsNotBreached() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      harness.pane(pane(0, 8));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signals())
          .noneMatch(Signal::getBreached)
          .extracting(s -> (s.getKind() + " " + s.getSegment() + s.getSubject()).trim())
          .containsExactly(
              "accuracy",
              "log-loss",
              "risk",
              "recall down",
              "f1 down",
              "precision up",
              "recall up",
              "f1 up",
              "macro-f1",
              "auc up",
              "calibration-error up",
              "brier",
              "accuracy country=nz",
              "worst-slice country=nz & day=workday",
              "window-evaluated labels");
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

  /** The state before holds what the release before this one kept. */
  @Test
  void goesOnFromAnOlderReleasesPane() throws Exception {
    try (EvaluateHarness harness = harness(null)) {
      PerformanceProfile old = new PerformanceProfile();
      for (int i = 0; i < 200; i++) {
        old.add(new float[] {0.1f, 0.9f}, i % 10 < 8 ? 1 : 0);
      }
      harness.pane(new PaneProfile(Rows.MODEL, "v1", "CHAMPION", 0, OutcomeProfile.of(old)));
      harness.pane(pane(0, 8));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.signal("accuracy", "").getSampleCount()).isEqualTo(400);
      assertThat(harness.signal("macro-f1", "").getSampleCount()).isEqualTo(200);
    }
  }

  @Test
  void segmentsAndSlicesAreHeldAgainstTheirOwn() throws Exception {
    try (EvaluateHarness harness =
        EvaluateHarness.restored(
            new OutcomeEvaluateFunction(() -> (model, version) -> Optional.of(hard()), SETTINGS),
            null)) {
      OutcomeProfile profile = OutcomeProfile.empty(2);
      for (int i = 0; i < 2_000; i++) {
        profile.add(REFERENCE, row(i, i % 10 == 0 ? 0 : 1));
      }
      harness.pane(new PaneProfile(Rows.MODEL, "v1", "CHAMPION", 0, profile));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      Signal nl =
          harness.signals().stream()
              .filter(s -> s.getSegment().equals("country=nl") && s.getKind().equals("accuracy"))
              .findFirst()
              .orElseThrow();
      assertThat(nl.getValue()).isZero();
      assertThat(nl.getReference()).isZero();
      assertThat(nl.getReferenceCount()).isEqualTo(100);
      assertThat(nl.getBreached()).isFalse();
      Signal worst = harness.signal("worst-slice", "country=nl");
      assertThat(worst.getValue()).isCloseTo(10, within(1e-9));
      assertThat(worst.getReference()).isCloseTo(10, within(1e-9));
      assertThat(worst.getBreached()).isFalse();
    }
  }

  /** A version that was always wrong about one country, and right about the other. */
  private static ModelCard hard() {
    ModelCard card = FakeModels.card("v1");
    List<Outcome> rows =
        IntStream.range(0, 1_000).mapToObj(i -> row(i, i % 10 == 0 ? 0 : 1)).toList();
    return new ModelCard(
        card.model(),
        card.version(),
        card.schema(),
        card.reference(),
        ReferenceProfiles.heldBack(card.schema(), card.reference(), rows),
        card.metrics(),
        card.lineage());
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
