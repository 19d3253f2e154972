package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Season;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SketchReadingsTest {
  private final SplittableRandom random = new SplittableRandom(20_261_127);
  private final PredictionReference reference = Stream.sketched(3_000, random);

  private List<Reading> evaluate(PredictionReference known, Consumer<float[]> change) {
    PredictionProfile window = Stream.window(known, 500, random, change, scores -> scores);
    return new PredictionEvaluation(Stream.settings(), known).evaluate(window, 0);
  }

  @Test
  void quantilesAndCountsAreTold() {
    List<Reading> readings = evaluate(reference, row -> {});
    assertThat(Stream.of(SignalKind.QUANTILES, readings)).hasSize(Stream.NUMBERS);
    assertThat(Stream.of(SignalKind.DISTINCT, readings)).hasSize(Stream.CATEGORIES.length);
    Reading number = Stream.of(SignalKind.QUANTILES, "feature0", readings);
    assertThat(number.breached()).isFalse();
    assertThat(number.sampleCount()).isEqualTo(500);
    assertThat(number.judgement().method()).isEqualTo("kolmogorov-smirnov");
    assertThat(number.judgement().referenceCount()).isEqualTo(3_000);
    assertThat(number.evidence().get("p50")).isCloseTo(0, within(0.2));
    assertThat(number.evidence().get("p1Before")).isCloseTo(-2.33, within(0.25));
    assertThat(number.evidence().get("p99")).isCloseTo(2.33, within(0.5));
    assertThat(number.evidence().get("rankError")).isPositive();
    Reading category = Stream.of(SignalKind.DISTINCT, "feature17", readings);
    assertThat(category.value()).isCloseTo(4, within(0.1));
    assertThat(category.threshold()).isNaN();
    assertThat(category.evidence()).doesNotContainKey("newCategory");
  }

  /** All values of the lower of two bins move to its upper edge: no histogram sees that. */
  @Test
  void aShiftWithinABinIsSeenByItsQuantiles() {
    PredictionReference coarse = coarse();
    PredictionProfile window = PredictionProfile.empty(coarse);
    for (int i = 0; i < 500; i++) {
      float value = random.nextFloat();
      window.add(new float[] {value < 0.5f ? 0.49f : value}, new float[] {1, 0}, 0, true);
    }
    List<Reading> readings =
        new PredictionEvaluation(Stream.settings(), coarse).evaluate(window, 0);
    assertThat(readings)
        .filteredOn(Reading::breached)
        .extracting(Reading::kind)
        .containsExactly(SignalKind.QUANTILES);
    Reading shift = Stream.of(SignalKind.QUANTILES, "number", readings);
    assertThat(shift.value()).isCloseTo(0.49, within(0.06));
    assertThat(shift.evidence().get("p1")).isCloseTo(0.49, within(1e-6));
  }

  private PredictionReference coarse() {
    return Stream.withSketches(
        () -> new float[] {random.nextFloat()}, 2_000, List.of("number"), 2, Optional.empty());
  }

  @Test
  void aCategoryThatTheReferenceNeverHadIsNamed() {
    List<Reading> readings =
        evaluate(reference, row -> row[Stream.NUMBERS] = random.nextInt(4) == 0 ? 4 : 0);
    Reading distinct = Stream.of(SignalKind.DISTINCT, "feature17", readings);
    assertThat(distinct.value()).isCloseTo(2, within(0.1));
    assertThat(distinct.evidence())
        .containsEntry("newCategory", 4.0)
        .containsEntry("newCategories", 1.0);
    assertThat(distinct.evidence().get("newShare")).isCloseTo(0.25, within(0.08));
    assertThat(distinct.breached()).isFalse();
  }

  /** What is kept of a number's histogram level is given to its quantiles, of others nothing. */
  @Test
  void onlyNumbersShareTheirLevel() {
    Levels levels = Levels.of(Stream.settings(), Stream.FEATURES, 0);
    assertThat(levels.sketched().histogram() + levels.quantiles())
        .isCloseTo(levels.histogram(), within(1e-18));
    PredictionReference plain = new PredictionReference(reference.profile(), reference.heldBack());
    double before = threshold(plain, "feature0", Set.of());
    assertThat(threshold(reference, "feature0", Set.of()))
        .isCloseTo(before + Math.log10(2), within(1e-9));
    assertThat(threshold(reference, "feature17", Set.of())).isEqualTo(before);
    assertThat(threshold(reference, "feature0", Set.of(SignalKind.QUANTILES))).isEqualTo(before);
  }

  private double threshold(PredictionReference known, String subject, Set<SignalKind> off) {
    PredictionProfile window = Stream.window(known, 200, random);
    List<Reading> readings =
        new PredictionEvaluation(Stream.settings(off), known).evaluate(window, 0);
    return Stream.of(SignalKind.DRIFT, subject, readings).threshold();
  }

  /** Sketches know no season: against all hours together, each hour would be drift. */
  @Test
  void withASeasonQuantilesAreFiguresOnly() {
    PredictionReference seasonal =
        Stream.withSketches(
            () -> new float[] {random.nextFloat()},
            2_000,
            List.of("number"),
            10,
            Optional.of(Season.HOUR_OF_DAY));
    PredictionProfile window = PredictionProfile.empty(seasonal);
    for (int i = 0; i < 500; i++) {
      window.add(new float[] {0.9f}, new float[] {1, 0}, 0, true);
    }
    List<Reading> readings =
        new PredictionEvaluation(Stream.settings(), seasonal).evaluate(window, 0);
    Reading shift = Stream.of(SignalKind.QUANTILES, "number", readings);
    assertThat(shift.breached()).isFalse();
    assertThat(shift.value()).isGreaterThan(shift.threshold());
    assertThat(Stream.of(SignalKind.DRIFT, "number", readings).breached()).isTrue();
  }

  @Test
  void oddRowsGiveFiniteFigures() {
    for (float odd : new float[] {Float.NaN, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, 0}) {
      PredictionProfile window =
          Stream.window(
              reference,
              500,
              random,
              row -> Arrays.fill(row, odd),
              scores -> new float[] {0.5f, 0.25f, 0.25f});
      for (Reading reading :
          new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0)) {
        assertThat(Double.isFinite(reading.value())).as("%s", reading).isTrue();
        assertThat(reading.evidence().values()).as("%s", reading).allMatch(Double::isFinite);
      }
    }
  }
}
