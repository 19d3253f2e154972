package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FeatureReadingsTest {
  private static final Set<SignalKind> DISTANCES =
      EnumSet.range(SignalKind.G, SignalKind.WASSERSTEIN);

  private final SplittableRandom random = new SplittableRandom(11);
  private final PredictionReference reference = Stream.reference(2_000, random);

  @Test
  void aHealthyWindowBreachesNothing() {
    List<Reading> readings = evaluate(1_000, row -> {});
    assertThat(readings).noneMatch(Reading::breached);
    assertThat(Stream.of(SignalKind.DRIFT, readings)).hasSize(Stream.FEATURES);
    assertThat(Stream.of(SignalKind.WASSERSTEIN, readings)).hasSize(Stream.NUMBERS);
    assertThat(Stream.of(SignalKind.UNSEEN_RATE, readings)).hasSize(Stream.CATEGORIES.length);
  }

  @Test
  void aShiftedFeatureIsBreachedInAllThatMeasuresIt() {
    List<Reading> readings = evaluate(1_000, row -> row[15] += 1);
    Reading drift = Stream.of(SignalKind.DRIFT, "feature15", readings);
    assertThat(drift.breached()).isTrue();
    assertThat(drift.judgement().method()).isEqualTo("g-and-kolmogorov-smirnov");
    assertThat(drift.judgement().referenceCount()).isEqualTo(2_000);
    assertThat(drift.judgement().pValue()).isBetween(0.0, 1e-9);
    assertThat(drift.value()).isGreaterThan(drift.threshold());
    for (SignalKind kind : DISTANCES) {
      Reading distance = Stream.of(kind, "feature15", readings);
      assertThat(distance.breached()).as("%s", kind).isTrue();
      assertThat(distance.value()).isGreaterThan(distance.threshold());
      assertThat(distance.threshold()).isPositive();
      assertThat(distance.judgement().method()).isEqualTo(kind.wireName());
      assertThat(distance.judgement().pValue()).isBetween(0.0, 1e-6);
      assertThat(distance.judgement().referenceCount()).isEqualTo(2_000);
      assertThat(distance.sampleCount()).isEqualTo(1_000);
      assertThat(distance.evidence()).containsKey("nullThreshold");
    }
    assertThat(readings.stream().filter(Reading::breached).filter(r -> !r.subject().isEmpty()))
        .allMatch(reading -> reading.subject().equals("feature15"));
  }

  @Test
  void aCategoryThatShiftsIsBreached() {
    List<Reading> readings = evaluate(1_000, row -> row[17] = 3 - row[17]);
    Reading drift = Stream.of(SignalKind.DRIFT, "feature17", readings);
    assertThat(drift.breached()).isTrue();
    assertThat(drift.judgement().method()).isEqualTo("g");
    assertThat(Stream.of(SignalKind.PSI, "feature17", readings).breached()).isTrue();
  }

  @Test
  void ratesThatRiseAreBreached() {
    List<Reading> readings =
        evaluate(
            1_000,
            row -> {
              row[15] = random.nextInt(10) == 0 ? Float.NaN : row[15];
              row[16] = random.nextInt(10) == 0 ? 50 : row[16];
              row[18] = random.nextInt(10) == 0 ? 77 : row[18];
            });
    for (String found :
        List.of(
            "MISSING_RATE feature15",
            "RANGE_RATE feature16",
            "OUTLIER_RATE feature16",
            "UNSEEN_RATE feature18")) {
      String[] name = found.split(" ");
      Reading reading = Stream.of(SignalKind.valueOf(name[0]), name[1], readings);
      assertThat(reading.breached()).as(found).isTrue();
      assertThat(reading.value()).as(found).isCloseTo(0.1, within(0.04));
      assertThat(reading.reference()).as(found).isLessThan(0.01);
      assertThat(reading.judgement().method()).isEqualTo("fisher-exact");
    }
  }

  @Test
  void aFallOfTheMissingRateIsNoFault() {
    List<Reading> readings = evaluate(2_000, row -> row[12] = Float.isNaN(row[12]) ? 0 : row[12]);
    Reading missing = Stream.of(SignalKind.MISSING_RATE, "feature12", readings);
    assertThat(missing.breached()).isFalse();
    assertThat(missing.value()).isZero();
  }

  @Test
  void smallEffectsDoNotCount() {
    MonitorSettings strict =
        new MonitorSettings(
            FalseAlarmBudget.alpha(0.05), Duration.ofDays(1), 5, 100, Effects.defaults(), Set.of());
    PredictionProfile window =
        Stream.window(reference, 5_000, random, row -> row[15] += 0.25f, scores -> scores);
    List<Reading> readings = new PredictionEvaluation(strict, reference).evaluate(window, 0);
    assertThat(Stream.of(SignalKind.DRIFT, "feature15", readings).breached()).isTrue();
    Reading psi = Stream.of(SignalKind.PSI, "feature15", readings);
    assertThat(psi.breached()).isFalse();
    assertThat(psi.threshold()).isEqualTo(0.1);
    assertThat(psi.value()).isGreaterThan(psi.evidence().get("nullThreshold"));
  }

  @Test
  void whatIsOffIsNotMeasured() {
    Set<SignalKind> off = EnumSet.allOf(SignalKind.class);
    off.removeAll(Set.of(SignalKind.PSI, SignalKind.ENTROPY));
    PredictionProfile window =
        Stream.window(reference, 1_000, random, row -> row[15] += 1, scores -> scores);
    List<Reading> readings =
        new PredictionEvaluation(Stream.settings(off), reference).evaluate(window, 0);
    assertThat(readings).hasSize(Stream.FEATURES + 1);
    assertThat(Stream.of(SignalKind.PSI, "feature15", readings).breached()).isTrue();
    assertThat(Stream.of(SignalKind.ENTROPY, readings)).hasSize(1);
  }

  @Test
  void tooFewRowsAreMeasuredButNeverBreached() {
    List<Reading> readings = evaluate(99, row -> row[15] += 100);
    assertThat(readings).noneMatch(Reading::breached);
    assertThat(Stream.of(SignalKind.PSI, "feature15", readings).value()).isGreaterThan(1);
    assertThat(Stream.of(SignalKind.RANGE_RATE, "feature15", readings).value()).isEqualTo(1);
    assertThat(evaluate(100, row -> row[15] += 100)).anyMatch(Reading::breached);
  }

  @Test
  void noDistanceIsBreachedWhereTheTestThatDecidesIsNot() {
    for (int i = 0; i < 60; i++) {
      float shift = random.nextFloat();
      List<Reading> readings =
          evaluate(
              150,
              row -> {
                row[15] += shift;
                row[8] += Math.round(shift);
                row[18] = random.nextFloat() < shift / 3 ? 0 : row[18];
              });
      for (Reading reading : readings) {
        if (DISTANCES.contains(reading.kind()) && reading.breached()) {
          assertThat(Stream.of(SignalKind.DRIFT, reading.subject(), readings).breached())
              .as("%s of %s, run %d", reading.kind(), reading.subject(), i)
              .isTrue();
        }
      }
    }
  }

  private List<Reading> evaluate(int rows, Consumer<float[]> change) {
    PredictionProfile window = Stream.window(reference, rows, random, change, scores -> scores);
    return new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0);
  }
}
