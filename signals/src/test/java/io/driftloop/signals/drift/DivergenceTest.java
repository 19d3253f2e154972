package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void agreesWithTheClosedForms() {
    long[] reference = {16, 18, 16, 14, 12, 12};
    long[] current = {16, 16, 16, 16, 16, 8};
    assertThat(Divergence.psi(reference, current)).isCloseTo(0.037218381577290835, EXACT);
    assertThat(Divergence.psi(current, reference)).isCloseTo(0.037218381577290835, EXACT);
    double distance = Divergence.jensenShannon(reference, current);
    assertThat(distance).isCloseTo(0.08173421330573756, EXACT);
    assertThat(distance * distance * Math.log(2)).isCloseTo(0.00463055700294874, EXACT);
  }

  @Test
  void theOtherDivergencesAgreeWithTheClosedForms() {
    long[] reference = {16, 18, 16, 14, 12, 12};
    long[] current = {16, 16, 16, 16, 16, 8};
    assertThat(Divergence.kullbackLeibler(reference, current))
        .isCloseTo(0.01890967696532027, EXACT);
    assertThat(Divergence.kullbackLeibler(current, reference))
        .isCloseTo(0.018308704611970573, EXACT);
    assertThat(Divergence.jensenShannonNats(reference, current))
        .isCloseTo(0.00463055700294874, EXACT);
    assertThat(Divergence.hellinger(reference, current)).isCloseTo(0.06812774370983354, EXACT);
    assertThat(Divergence.totalVariation(reference, current)).isCloseTo(0.06818181818181819, EXACT);
    assertThat(Divergence.lInfinity(reference, current)).isCloseTo(0.04545454545454547, EXACT);
    assertThat(Divergence.chiSquared(reference, current)).isCloseTo(1.6224089635854342, EXACT);
    assertThat(Divergence.g(reference, current)).isCloseTo(1.6299560650379492, EXACT);
    ChiSquaredDistribution limit = ChiSquaredDistribution.of(5);
    assertThat(limit.survivalProbability(Divergence.chiSquared(reference, current)))
        .isCloseTo(0.8985262394026607, EXACT);
    assertThat(limit.survivalProbability(Divergence.g(reference, current)))
        .isCloseTo(0.8976032398668559, EXACT);
    // The calibrated p-value is close to the limit at 176 rows.
    assertThat(HistogramDrift.pValue(reference, current, 1, 0.01)).isCloseTo(0.8976, within(0.02));
  }

  /** Ten equal bins over two equal samples, and sixteen over a reference: what they publish. */
  @Test
  void agreesWithFrourosAndNannyMl() {
    assertThat(
            Divergence.psi(
                new long[] {11, 32, 58, 97, 114, 82, 59, 34, 10, 3},
                new long[] {7, 30, 55, 95, 99, 102, 65, 34, 10, 3}))
        .isCloseTo(0.01840072, within(1e-8));
    assertThat(
            Divergence.jensenShannon(
                new long[] {
                  6, 29, 89, 284, 622, 1131, 1625, 1919, 1775, 1248, 712, 387, 122, 35, 11, 5
                },
                new long[] {1, 3, 10, 31, 59, 110, 156, 190, 174, 137, 82, 38, 6, 2, 0, 1}))
        .isCloseTo(0.047236, within(1e-6));
  }

  @Test
  void equalSharesAreNoDistance() {
    long[] reference = {10, 0, 30, 60};
    long[] current = {1, 0, 3, 6};
    assertThat(Divergence.psi(reference, current)).isCloseTo(0, EXACT);
    assertThat(Divergence.jensenShannon(reference, current)).isCloseTo(0, within(1e-7));
  }

  @Test
  void binsEmptyOnOneSideKeepItFinite() {
    long[] reference = {100, 0};
    long[] current = {0, 100};
    assertThat(Divergence.psi(reference, current))
        .isCloseTo(2 * (1 - 0.005) * Math.log(200), EXACT);
    assertThat(Divergence.jensenShannon(reference, current)).isCloseTo(1, EXACT);
  }

  @Test
  void emptyHistogramsAndManyBinsAreFinite() {
    long[] many = new long[10_002];
    Arrays.fill(many, 0, 10_000, 3);
    long[] shifted = new long[10_002];
    Arrays.fill(shifted, 5_000, 10_000, 6);
    long[][] histograms = {new long[10_002], many, shifted};
    for (long[] reference : histograms) {
      for (long[] current : histograms) {
        assertThat(Divergence.psi(reference, current)).isFinite().isNotNegative();
        assertThat(Divergence.jensenShannon(reference, current)).isBetween(0.0, 1.0 + 1e-9);
        assertThat(Divergence.psiNullThreshold(reference, current, 1e-4)).isFinite();
        assertThat(Divergence.jensenShannonNullThreshold(reference, current, 1e-4)).isFinite();
      }
    }
  }

  @Test
  void oneBinHasNoNullThreshold() {
    long[] counts = {50, 0, 0};
    assertThat(Divergence.psiNullThreshold(counts, counts, 0.05)).isZero();
    assertThat(Divergence.jensenShannonNullThreshold(counts, counts, 0.05)).isZero();
  }

  @Test
  void samplesOfOneDistributionExceedTheNullThresholdAsOftenAsAlphaSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    double[] shares = {.05, .1, .15, .2, .1, .1, .1, .1, .05, .05};
    double alpha = 0.05;
    int trials = 4_000;
    int psi = 0;
    int jensenShannon = 0;
    for (int i = 0; i < trials; i++) {
      long[] reference = draw(shares, 4_000, random);
      long[] current = draw(shares, 1_000, random);
      if (Divergence.psi(reference, current)
          > Divergence.psiNullThreshold(reference, current, alpha)) {
        psi++;
      }
      if (Divergence.jensenShannon(reference, current)
          > Divergence.jensenShannonNullThreshold(reference, current, alpha)) {
        jensenShannon++;
      }
    }
    // Five standard errors of a share of .05 in 4,000 trials are .017.
    assertThat((double) psi / trials).as("seed %d", seed).isCloseTo(alpha, within(0.017));
    assertThat((double) jensenShannon / trials).as("seed %d", seed).isCloseTo(alpha, within(0.017));
  }

  private static long[] draw(double[] shares, int rows, Random random) {
    long[] counts = new long[shares.length];
    for (int i = 0; i < rows; i++) {
      double left = random.nextDouble();
      int bin = 0;
      while (bin < shares.length - 1 && left >= shares[bin]) {
        left -= shares[bin++];
      }
      counts[bin]++;
    }
    return counts;
  }
}
