package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.stats.Hypergeometric;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/** The promise of a false-alarm budget rests on these laws, so they are checked in three ways. */
class NullLawTest {
  private static final Map<String, BinTerm> TERMS =
      Map.of(
          "psi", BinTerm.PSI,
          "kl", BinTerm.KULLBACK_LEIBLER,
          "jensen-shannon", BinTerm.JENSEN_SHANNON,
          "hellinger", BinTerm.HELLINGER,
          "total variation", BinTerm.TOTAL_VARIATION,
          "chi-squared", BinTerm.CHI_SQUARED,
          "g", BinTerm.G);

  /** Pooled counts of which enumeration takes seconds at most, from even to very uneven. */
  private static final long[][] SHAPES = {
    {110, 110, 110, 110}, {30, 20, 15, 8}, {200, 30, 6, 4, 3}, {200, 5, 5, 3, 2, 2, 1, 1}
  };

  private static PooledCounts pooled(long[] counts, long m) {
    long[] window = new long[counts.length];
    long[] reference = counts.clone();
    long left = m;
    for (int i = 0; i < counts.length; i++) {
      window[i] = Math.min(left, counts[i]);
      reference[i] -= window[i];
      left -= window[i];
    }
    return new PooledCounts(reference, window);
  }

  @Test
  void theSaddlepointOfGIsWithinAFifthOfEnumerationFarOut() {
    for (long[] shape : SHAPES) {
      long rows = Arrays.stream(shape).sum();
      PooledCounts counts = pooled(shape, rows / 6);
      NullLaw exact = new EnumeratedLaw(BinTerm.G, counts);
      NullLaw approximate = new SaddlepointLaw(BinTerm.G, counts);
      for (double alpha : new double[] {1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
        double ratio = exact.tail(approximate.quantile(alpha)) / alpha;
        assertThat(ratio).as("%s at %s", Arrays.toString(shape), alpha).isLessThan(1.25);
      }
    }
  }

  @Test
  void aRoundingErrorOfTheValueMovesTheTailByNoMore() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    NullLaw law =
        new SaddlepointLaw(BinTerm.G, pooled(new long[] {645, 537, 400, 210, 108, 40}, 150));
    NullLaw sums = new MeanLaw(new long[] {645, 537, 400, 210, 108, 40}, 150);
    for (int i = 0; i < 5_000; i++) {
      double value = 0.05 + 30 * random.nextDouble();
      double sum = 120 + 100 * random.nextDouble();
      assertThat(law.tail(value * (1 + 1e-15)))
          .as("value %s, seed %d", value, seed)
          .isCloseTo(law.tail(value), within(1e-9));
      assertThat(sums.tail(sum * (1 + 1e-15)))
          .as("sum %s, seed %d", sum, seed)
          .isCloseTo(sums.tail(sum), within(1e-8));
    }
  }

  @Test
  void theBoundOfEveryStatisticIsAboveEnumeration() {
    for (long[] shape : SHAPES) {
      PooledCounts counts = pooled(shape, Arrays.stream(shape).sum() / 6);
      TERMS.forEach(
          (name, term) -> {
            NullLaw exact = new EnumeratedLaw(term, counts);
            NullLaw bound = new ChernoffLaw(term, counts);
            for (double alpha : new double[] {1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
              assertThat(exact.tail(bound.quantile(alpha)))
                  .as("%s of %s at %s", name, Arrays.toString(shape), alpha)
                  .isLessThanOrEqualTo(alpha);
            }
          });
    }
  }

  @Test
  void manyRowsGiveChiSquared() {
    long[] reference = new long[12];
    long[] window = new long[12];
    Arrays.fill(reference, 1_000_000);
    Arrays.fill(window, 500_000);
    NullLaw law = NullLaw.of(BinTerm.G, new PooledCounts(reference, window));
    ChiSquaredDistribution limit = ChiSquaredDistribution.of(11);
    for (double p : new double[] {0.5, 0.1, 1e-2, 1e-4, 1e-6, 1e-8}) {
      double value = limit.inverseSurvivalProbability(p);
      assertThat(law.tail(value)).isCloseTo(p, within(p * 0.03));
      assertThat(law.quantile(p * 1.001)).isCloseTo(value, within(value * 0.005));
    }
  }

  @Test
  void theFewOutcomesOfTwoValuesAreExact() {
    PooledCounts counts = new PooledCounts(new long[] {12, 488}, new long[] {9, 91});
    NullLaw law = NullLaw.of(BinTerm.CHI_SQUARED, counts);
    double value = BinTerm.CHI_SQUARED.sum(new long[] {12, 488}, new long[] {9, 91});
    // Of all tables with these margins, 9 and more of the window are this far out; none is below.
    double p = new Hypergeometric(600, 21, 100).atLeast(9);
    assertThat(law.tail(value)).isCloseTo(p, within(1e-12));
    assertThat(value > law.quantile(p * 1.001)).isTrue();
    assertThat(value > law.quantile(p * 0.999)).isFalse();
  }

  @Test
  void windowsOfOneDistributionAlarmAsOftenAsAlphaSays() {
    long seed = 20260101;
    Random random = new Random(seed);
    int trials = 6_000;
    double[][] shapes = {
      Draws.equalShares(5), Draws.equalShares(20), Draws.rareShares(10), {.5, .5}, {.999, .001}
    };
    for (double[] shares : shapes) {
      int[] alarms = new int[2];
      long[] reference = {};
      for (int i = 0; i < trials; i++) {
        if (i % 20 == 0) {
          reference = Draws.histogram(shares, 1_000, random);
        }
        double p = HistogramDrift.pValue(reference, Draws.histogram(shares, 100, random), 1, 0.01);
        alarms[0] += p <= 0.01 ? 1 : 0;
        alarms[1] += p <= 0.001 ? 1 : 0;
      }
      // Six standard errors above 60 and 6 of 6,000: a reference is used twenty times.
      assertThat(alarms[0]).as("%s, seed %d", Arrays.toString(shares), seed).isLessThan(106);
      assertThat(alarms[1]).as("%s, seed %d", Arrays.toString(shares), seed).isLessThan(22);
    }
  }
}
