package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.Samples;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import io.driftloop.signals.severity.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutcomeEvaluationTest {
  private static final double LEVEL = 1e-4;

  private final SplittableRandom random = new SplittableRandom(61);
  private final PerformanceProfile reference = rows(4_000, 0.2);
  private OutcomeEvaluation evaluation;

  private PerformanceProfile rows(int rows, double errorRate) {
    PerformanceProfile profile = new PerformanceProfile();
    for (int i = 0; i < rows; i++) {
      profile.add(new float[] {0.8f, 0.2f}, random.nextDouble() < errorRate ? 1 : 0);
    }
    return profile;
  }

  @Test
  void aFallOfTheAccuracyIsFound() {
    List<Reading> readings = evaluate(rows(1_000, 0.3), 0);
    assertThat(readings.stream().map(Reading::kind))
        .containsExactly(SignalKind.ACCURACY, SignalKind.LOG_LOSS, SignalKind.RISK);
    Reading accuracy = readings.get(0);
    assertThat(accuracy.breached()).isTrue();
    assertThat(accuracy.value()).isCloseTo(0.7, within(0.05));
    assertThat(accuracy.reference()).isCloseTo(0.8, within(0.02));
    assertThat(accuracy.threshold()).isBetween(accuracy.value(), accuracy.reference());
    assertThat(accuracy.judgement().method()).isEqualTo("fisher-exact");
    assertThat(accuracy.judgement().referenceCount()).isEqualTo(4_000);
    assertThat(accuracy.severity()).isNotEqualTo(Severity.INFO);
    assertThat(readings.get(1).breached()).isTrue();
    assertThat(readings.get(1).value()).isGreaterThan(readings.get(1).threshold());
  }

  /** A normal approximation alarms ten times too often where most rows are errors. */
  @Test
  void theAccuracyKeepsItsLevelHoweverMuchIsWrong() {
    MonitorSettings settings =
        new MonitorSettings(
            FalseAlarmBudget.alpha(0.9), Duration.ofDays(1), 1, 1, Effects.ANY, Set.of());
    double level = Levels.of(settings, 1, 0).labels();
    for (double errorRate : new double[] {0.05, 0.7, 0.9}) {
      int runs = 20_000;
      int alarms = 0;
      for (int run = 0; run < runs; run++) {
        if (run % 100 == 0) {
          evaluation = new OutcomeEvaluation(settings, rows(1_000, errorRate));
        }
        Reading accuracy = evaluation.evaluate(rows(100, errorRate), 0, Optional.empty()).get(0);
        alarms += accuracy.breached() ? 1 : 0;
      }
      double margin = 2.33 * Math.sqrt(level * runs);
      assertThat((double) alarms).as("%s", errorRate).isLessThanOrEqualTo(level * runs + margin);
    }
  }

  @Test
  void aHealthyWindowAndABetterOneBreachNothing() {
    assertThat(evaluate(rows(1_000, 0.2), 0)).noneMatch(Reading::breached);
    List<Reading> better = evaluate(rows(1_000, 0.05), 0);
    assertThat(better).noneMatch(Reading::breached);
    assertThat(better).allMatch(reading -> reading.severity() == Severity.INFO);
  }

  @Test
  void tooFewLabelsAreMeasuredButNeverBreached() {
    List<Reading> readings = evaluate(rows(99, 1), 3);
    assertThat(readings).noneMatch(Reading::breached);
    assertThat(readings.get(0).value()).isZero();
  }

  @Test
  void largerBlocksAreNotToldToTheDetectorAgain() {
    assertThat(evaluate(rows(1_000, 0.2), 1))
        .noneMatch(reading -> reading.kind() == SignalKind.RISK);
    assertThat(
            new OutcomeEvaluation(Stream.settings(), reference)
                .evaluate(rows(200, 0.2), 0, Optional.empty()))
        .hasSize(2);
  }

  @Test
  void whatIsOffIsNotMeasured() {
    MonitorSettings settings = Stream.settings(Set.of(SignalKind.RISK, SignalKind.LOG_LOSS));
    List<Reading> readings =
        new OutcomeEvaluation(settings, reference)
            .evaluate(rows(200, 0.2), 0, Optional.of(RiskDetector.of(reference, 0)));
    assertThat(readings.stream().map(Reading::kind)).containsExactly(SignalKind.ACCURACY);
  }

  @Test
  void withoutRowsAllIsFinite() {
    for (PerformanceProfile against : List.of(reference, new PerformanceProfile())) {
      for (int rows : new int[] {0, 1, 200}) {
        OutcomeEvaluation evaluation = new OutcomeEvaluation(Stream.settings(), against);
        assertThat(evaluation.evaluate(rows(rows, 0.5), 0, Optional.empty()))
            .allMatch(reading -> Double.isFinite(reading.value()))
            .allMatch(reading -> rows == 200 || !reading.breached());
      }
    }
  }

  /** Single windows of 200 labels don't show five points: their deviation is three. */
  @Test
  void aSmallRiseThatLastsIsFoundByTheDetector() {
    RiskDetector detector = RiskDetector.of(reference, 0.01);
    int windows = 0;
    boolean alarm = false;
    while (!alarm && windows < 100) {
      Reading reading = detector.add(rows(200, 0.27), LEVEL);
      windows++;
      assertThat(reading.evidence().get("windows")).isEqualTo(windows);
      assertThat(reading.threshold()).isEqualTo(1 / LEVEL);
      alarm = reading.breached();
    }
    assertThat(windows).isBetween(3, 60);
    assertThat(detector.add(rows(200, 0.2), LEVEL).evidence().get("windows")).isEqualTo(1);
  }

  @Test
  void theDetectorKeepsItsFalseAlarmRate() {
    int runs = 200;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      PerformanceProfile heldBack = rows(1_000, 0.2);
      RiskDetector detector = RiskDetector.of(heldBack, 0);
      for (int window = 0; window < 50; window++) {
        alarms += detector.add(rows(50, 0.2), 0.002).breached() ? 1 : 0;
      }
    }
    double expected = runs * 50 * 0.002;
    assertThat(alarms).isLessThanOrEqualTo((int) (expected + 2.33 * Math.sqrt(expected)));
  }

  @Test
  void theDetectorGoesOnFromItsState() throws IOException {
    RiskDetector detector = RiskDetector.of(reference, 0.01);
    for (int i = 0; i < 5; i++) {
      detector.add(rows(200, 0.23), LEVEL);
    }
    byte[] bytes = Samples.bytes(detector::write);
    RiskDetector again = RiskDetector.read(Samples.input(bytes));
    for (int i = 0; i < 40; i++) {
      PerformanceProfile window = rows(200, 0.27);
      assertThat(again.add(window, LEVEL)).isEqualTo(detector.add(window, LEVEL));
    }
    assertThat(Samples.bytes(again::write)).isEqualTo(Samples.bytes(detector::write));
    bytes[0] = 99;
    assertThatThrownBy(() -> RiskDetector.read(Samples.input(bytes)))
        .isInstanceOf(IOException.class);
  }

  private List<Reading> evaluate(PerformanceProfile block, int scale) {
    return new OutcomeEvaluation(Stream.settings(), reference)
        .evaluate(block, scale, Optional.of(RiskDetector.of(reference, 0.01)));
  }
}
