package io.driftloop.signals.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceEvaluationTest {
  private static final PerformanceThresholds THRESHOLDS =
      new PerformanceThresholds(100, 1e-2, 0.02, 0.05);

  @Test
  void anUnchangedWindowBreachesNothing() {
    List<Reading> readings = evaluate(profile(2_000, 0.9, 0.9f), profile(500, 0.9, 0.9f));
    assertThat(readings)
        .extracting(Reading::kind)
        .containsExactly(SignalKind.ACCURACY, SignalKind.LOG_LOSS);
    assertThat(readings).noneMatch(Reading::breached);
    assertThat(readings.get(0).value()).isCloseTo(0.9, within(1e-9));
    assertThat(readings.get(0).sampleCount()).isEqualTo(500);
  }

  @Test
  void aFallBreachesAndARiseDoesNot() {
    PerformanceProfile reference = profile(2_000, 0.9, 0.9f);
    List<Reading> worse = evaluate(reference, profile(500, 0.7, 0.9f));
    assertThat(worse).allMatch(Reading::breached);
    assertThat(worse.get(0).threshold()).isLessThan(worse.get(0).reference());
    assertThat(worse.get(1).threshold()).isGreaterThan(worse.get(1).reference());
    assertThat(evaluate(reference, profile(500, 1, 0.9f))).noneMatch(Reading::breached);
  }

  @Test
  void aFallThatDoesNotMatterOrMayBeChanceDoesNotBreach() {
    assertThat(evaluate(profile(1_000_000, 0.9, 0.9f), profile(1_000_000, 0.885, 0.9f)).get(0))
        .satisfies(reading -> assertThat(reading.breached()).isFalse())
        .satisfies(reading -> assertThat(reading.threshold()).isCloseTo(0.88, within(1e-9)));
    Reading chance = evaluate(profile(2_000, 0.9, 0.9f), profile(100, 0.85, 0.9f)).get(0);
    assertThat(chance.breached()).isFalse();
    assertThat(chance.threshold()).isLessThan(0.85);
  }

  @Test
  void lossAloneIsSeen() {
    List<Reading> readings = evaluate(profile(2_000, 0.9, 0.9f), profile(500, 0.9, 0.6f));
    assertThat(readings).extracting(Reading::breached).containsExactly(false, true);
  }

  @Test
  void tooFewRowsOrNoReferenceIsNoBreach() {
    PerformanceProfile reference = profile(2_000, 0.9, 0.9f);
    assertThat(evaluate(reference, profile(99, 0, 0.9f))).noneMatch(Reading::breached);
    assertThat(evaluate(reference, new PerformanceProfile()))
        .noneMatch(Reading::breached)
        .allMatch(reading -> Double.isFinite(reading.value()));
    assertThat(evaluate(new PerformanceProfile(), profile(500, 0, 0.9f)))
        .noneMatch(Reading::breached)
        .allMatch(reading -> Double.isNaN(reading.threshold()));
    PerformanceThresholds lax = new PerformanceThresholds(0, 0.01, 0, 0);
    assertThat(PerformanceEvaluation.evaluate(reference, new PerformanceProfile(), lax))
        .noneMatch(Reading::breached);
  }

  private static List<Reading> evaluate(PerformanceProfile reference, PerformanceProfile window) {
    return PerformanceEvaluation.evaluate(reference, window, THRESHOLDS);
  }

  /** Rows of which a share are hits, all scored with the same confidence. */
  private static PerformanceProfile profile(int rows, double hits, float confidence) {
    PerformanceProfile profile = new PerformanceProfile();
    for (int i = 0; i < rows; i++) {
      profile.add(new float[] {confidence, 1 - confidence}, i < Math.round(hits * rows) ? 0 : 1);
    }
    return profile;
  }
}
