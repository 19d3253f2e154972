package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistogramDriftTest {
  private static final Set<DriftMethod> HISTOGRAMS =
      EnumSet.range(DriftMethod.PSI, DriftMethod.WASSERSTEIN);
  private static final Set<DriftMethod> ORDERED =
      EnumSet.of(DriftMethod.KOLMOGOROV_SMIRNOV, DriftMethod.WASSERSTEIN);

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MMD", "CORRELATION", "RATE", "PERMUTATION"})
  void equalSharesAreNoDrift(DriftMethod method) {
    long[] reference = {100, 0, 300, 600, 7};
    long[] window = {100, 0, 300, 600, 7};
    DriftScore score = HistogramDrift.score(method, reference, window, 1e-2, 10);
    assertThat(score.value()).isCloseTo(0, within(1e-7));
    assertThat(score.pValue()).isGreaterThan(0.3);
    assertThat(score.exceeded()).isFalse();
    assertThat(score.referenceCount()).isEqualTo(1007);
    assertThat(score.windowCount()).isEqualTo(1007);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MMD", "CORRELATION", "RATE", "PERMUTATION"})
  void aLargerShiftHasASmallerPValueAndExceedsSooner(DriftMethod method) {
    long[] reference = {1000, 1000, 1000, 1000, 1000, 0};
    double before = 1;
    for (int moved = 0; moved <= 60; moved += 10) {
      long[] window = {100 - moved, 100, 100, 100, 100 + moved, 0};
      DriftScore score = HistogramDrift.score(method, reference, window, 1e-4, 10);
      assertThat(score.pValue()).as("%s, %d moved", method, moved).isBetween(0.0, before + 1e-9);
      assertThat(score.exceeded()).as("%s", score).isEqualTo(score.pValue() <= 1e-4);
      before = score.pValue();
    }
    assertThat(before).as("%s", method).isLessThan(1e-4);
  }

  @Test
  void theOrderOfBinsMattersToTheOrderedMethodsAlone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    double[] shares = {.3, .25, .2, .1, .05, .04, .03, .02, .01};
    long[] reference = Draws.histogram(shares, 2_000, random);
    long[] window = Draws.histogram(shares, 150, random);
    int[] order = Draws.permutation(shares.length, random);
    for (DriftMethod method : HISTOGRAMS) {
      DriftScore score = HistogramDrift.score(method, reference, window, 1e-3, 10);
      DriftScore permuted =
          HistogramDrift.score(
              method, Draws.permuted(reference, order), Draws.permuted(window, order), 1e-3, 10);
      if (!ORDERED.contains(method)) {
        assertThat(permuted.value())
            .as("%s, seed %d", method, seed)
            .isCloseTo(score.value(), within(1e-9));
        assertThat(permuted.pValue())
            .as("%s, seed %d", method, seed)
            .isCloseTo(score.pValue(), within(1e-9));
        assertThat(permuted.threshold())
            .as("%s, seed %d", method, seed)
            .isCloseTo(score.threshold(), within(1e-3 * score.threshold()));
      }
    }
  }

  @Test
  void strangeHistogramsGiveFiniteFigures() {
    long[] many = new long[10_002];
    Arrays.fill(many, 0, 10_000, 3);
    long[] shifted = new long[10_002];
    Arrays.fill(shifted, 5_000, 10_000, 6);
    long[] one = new long[10_002];
    one[17] = 1;
    long[] missing = new long[10_002];
    missing[10_000] = 5_000;
    long[] huge = new long[10_002];
    Arrays.fill(huge, 0, 20, 1_000_000_000L);
    long[][] histograms = {new long[10_002], many, shifted, one, missing, huge};
    for (DriftMethod method : HISTOGRAMS) {
      for (long[] reference : histograms) {
        for (long[] window : histograms) {
          DriftScore score = HistogramDrift.score(method, reference, window, 1e-6, 1);
          assertThat(score.value()).as("%s", score).isFinite().isNotNegative();
          assertThat(score.pValue()).as("%s", score).isBetween(0.0, 1.0);
          assertThat(score.threshold()).as("%s", score).isNotInfinite();
          assertThat(reference == window && score.exceeded()).as("%s", score).isFalse();
        }
      }
    }
  }

  @Test
  void orderedBinsAreSeenToShiftWithFewerRows() {
    long[] reference = Draws.histogram(Draws.equalShares(20), 5_000, new Random(1));
    long[] window = new long[20];
    for (int bin = 0; bin < 20; bin++) {
      window[bin] = bin < 10 ? 3 : 7;
    }
    assertThat(HistogramDrift.orderedPValue(reference, window, 50, 0.01))
        .isLessThan(HistogramDrift.pValue(reference, window, 50, 0.01) / 2);
    assertThat(HistogramDrift.orderedPValue(reference, reference, 50, 0.01)).isEqualTo(1);
    assertThat(HistogramDrift.orderedPValue(reference, new long[20], 0, 0.01)).isEqualTo(1);
  }

  @Test
  void orderedBinsKeepTheLevel() {
    long seed = 5;
    Random random = new Random(seed);
    int alarms = 0;
    int trials = 5_000;
    for (int i = 0; i < trials; i++) {
      long[] reference = Draws.histogram(Draws.rareShares(8), 500, random);
      long[] window = Draws.histogram(Draws.rareShares(8), 60, random);
      alarms += HistogramDrift.orderedPValue(reference, window, 50, 0.01) <= 0.01 ? 1 : 0;
    }
    assertThat(alarms).as("seed %d", seed).isLessThan(50 + 36);
  }

  @Test
  void tooFewRowsAreMeasuredButNotJudged() {
    long[] reference = {500, 500};
    long[] window = {0, 99};
    DriftScore score = HistogramDrift.score(DriftMethod.G, reference, window, 0.05, 100);
    assertThat(score.value()).isGreaterThan(50);
    assertThat(score.pValue()).isEqualTo(1);
    assertThat(score.threshold()).isNaN();
    assertThat(score.exceeded()).isFalse();
    assertThat(HistogramDrift.pValue(reference, window, 100, 0.01)).isEqualTo(1);
    assertThat(HistogramDrift.pValue(reference, window, 99, 0.01)).isLessThan(1e-20);
  }

  @Test
  void wrongArgumentsAreNamed() {
    long[] two = {1, 2};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramDrift.score(DriftMethod.G, two, new long[3], 0.05, 1))
        .withMessage("histograms of 2 and 3 bins");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramDrift.score(DriftMethod.G, two, new long[] {1, -1}, 0.05, 1))
        .withMessage("a negative count in bin 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramDrift.score(DriftMethod.G, two, two, 1, 1))
        .withMessageContaining("level");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramDrift.score(DriftMethod.MMD, two, two, 0.1, 1))
        .withMessage("mmd compares no histograms");
  }
}
