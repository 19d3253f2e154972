package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TwoSampleEValueTest {
  private static final double LEVEL = 1.25e-5;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void valuesAreThoseOfAnIndependentImplementation() {
    // scipy 1.17.1: dirichlet_multinomial, multinomial and multivariate_hypergeom
    long[] reference = {500, 400, 300, 200, 10, 0};
    long[] window = {30, 40, 50, 60, 5, 2};
    assertLog(23.41301359365625, reference, window, 4);
    assertLog(23.41301359365625, window, reference, 4);
    assertLog(20.242759572561265, reference, window, 0);
    assertLog(2.7864781530474847, longs(100, 100, 100, 100), longs(10, 12, 8, 30), 4);
    assertLog(-1.4715836601928212, longs(7, 3), longs(400, 500), 2);
    assertLog(0, longs(1, 0, 2), longs(0, 1, 0), 0);
    assertLog(110.6506795223772, longs(900, 1_000, 0), longs(10, 10, 30), 2);
    long[] thousands = new long[10];
    Arrays.fill(thousands, 5_000);
    assertLog(-4.6112153826006015, thousands, longs(40, 45, 50, 50, 50, 55, 52, 50, 58, 50), 10);
  }

  private static void assertLog(double expected, long[] reference, long[] window, int ordered) {
    double log = TwoSampleEValue.log(reference, window, ordered);
    assertThat(log).isCloseTo(expected, within(1e-8));
  }

  private static long[] longs(long... values) {
    return values;
  }

  /**
   * Over all ways to split a pool, the expectation is at most 1: not about, not for large counts.
   */
  @RepeatedTest(30)
  void isExactForEveryPool() {
    long[] pool = new long[4];
    for (int i = 0; i < pool.length; i++) {
      pool[i] = random.nextInt(9);
    }
    int size = random.nextInt(1 + (int) Arrays.stream(pool).sum());
    int ordered = random.nextInt(5);
    double[] sums = new double[2];
    split(pool, new long[4], 0, size, ordered, sums);
    assertThat(sums[1] / sums[0])
        .as("seed %d, %s, %d", seed, Arrays.toString(pool), size)
        .isBetween(0.0, 1 + 1e-9);
  }

  private static void split(
      long[] pool, long[] window, int bin, long left, int ordered, double[] sums) {
    if (bin == pool.length) {
      if (left == 0) {
        long[] reference = new long[pool.length];
        double ways = 1;
        for (int i = 0; i < pool.length; i++) {
          reference[i] = pool[i] - window[i];
          for (int j = 0; j < window[i]; j++) {
            ways = ways * (pool[i] - j) / (j + 1);
          }
        }
        sums[0] += ways;
        sums[1] += ways * Math.exp(TwoSampleEValue.log(reference, window, ordered));
      }
      return;
    }
    for (long count = 0; count <= Math.min(pool[bin], left); count++) {
      window[bin] = count;
      split(pool, window, bin + 1, left - count, ordered, sums);
    }
  }

  /** Ten even bins, one of missing values and one of unseen ones: 5,000 rows against 100. */
  @Test
  void rareBinsDoNotMakeItAlarmAsTheyDoChiSquared() {
    Random fixed = new Random(1);
    double[] shares = new double[12];
    Arrays.fill(shares, .0988);
    shares[10] = .01;
    shares[11] = .002;
    double level = 1e-3;
    double bound = ChiSquaredDistribution.of(11).inverseSurvivalProbability(level);
    int runs = 4_000;
    int exact = 0;
    int chiSquared = 0;
    for (int run = 0; run < runs; run++) {
      long[] reference = draw(5_000, shares, fixed);
      long[] window = draw(100, shares, fixed);
      exact += TwoSampleEValue.log(reference, window, 10) >= -Math.log(level) ? 1 : 0;
      chiSquared += chiSquared(reference, window) >= bound ? 1 : 0;
    }
    assertThat(exact).isLessThanOrEqualTo((int) (runs * level));
    assertThat(chiSquared).isGreaterThan((int) (3 * runs * level)); // 4.6 over 20,000 runs
  }

  @Test
  void edgesFromTheReferenceKeepTheLevel() {
    Random fixed = new Random(3);
    int runs = 2_000;
    double level = .02;
    for (int rows : new int[] {100, 500, 1_000}) {
      double share =
          Simulation.share(
              runs,
              run -> {
                double[] values = fixed.doubles(500).sorted().toArray();
                double[] shares = new double[10];
                for (int i = 0; i < 10; i++) {
                  double upTo = i == 9 ? 1 : values[50 * i + 49];
                  shares[i] = upTo - (i == 0 ? 0 : values[50 * i - 1]);
                }
                long[] reference = new long[10];
                Arrays.fill(reference, 50);
                double log = TwoSampleEValue.log(reference, draw(rows, shares, fixed), 10);
                return log >= -Math.log(level);
              });
      Simulation.assertAtMost(level, share, runs);
    }
  }

  /** 5,000 rows against 500 at the level of one of twenty features. */
  @Test
  void findsShiftsAsSoonAsChiSquaredDoes() {
    Random fixed = new Random(2);
    // found of 1,000: 516 and 541; by chi-squared 447 and 537
    double[][] alternatives = {{.26, 1}, {0, 1.25}};
    double bound = ChiSquaredDistribution.of(9).inverseSurvivalProbability(LEVEL);
    int runs = 300;
    for (double[] alternative : alternatives) {
      int exact = 0;
      int chiSquared = 0;
      double[] shares = deciles(alternative[0], alternative[1]);
      for (int run = 0; run < runs; run++) {
        long[] reference = draw(5_000, deciles(0, 1), fixed);
        long[] window = draw(500, shares, fixed);
        exact += TwoSampleEValue.log(reference, window, 10) >= -Math.log(LEVEL) ? 1 : 0;
        chiSquared += chiSquared(reference, window) >= bound ? 1 : 0;
      }
      assertThat(exact).as(Arrays.toString(alternative)).isGreaterThan(chiSquared - runs / 20);
    }
  }

  private static double[] deciles(double mean, double deviation) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double[] shares = new double[10];
    double below = 0;
    for (int i = 0; i < 10; i++) {
      double edge = i == 9 ? 1e9 : normal.inverseCumulativeProbability((i + 1) / 10.0);
      double upTo = normal.cumulativeProbability((edge - mean) / deviation);
      shares[i] = upTo - below;
      below = upTo;
    }
    return shares;
  }

  private static long[] draw(int rows, double[] shares, Random random) {
    long[] counts = new long[shares.length];
    for (int row = 0; row < rows; row++) {
      double left = random.nextDouble();
      int bin = 0;
      while (bin < shares.length - 1 && (left -= shares[bin]) >= 0) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  private static double chiSquared(long[] reference, long[] window) {
    double n = Arrays.stream(reference).sum();
    double m = Arrays.stream(window).sum();
    double sum = 0;
    for (int i = 0; i < window.length; i++) {
      double pooled = (reference[i] + window[i]) / (n + m);
      if (pooled > 0) {
        sum += Math.pow(reference[i] - n * pooled, 2) / (n * pooled);
        sum += Math.pow(window[i] - m * pooled, 2) / (m * pooled);
      }
    }
    return sum;
  }

  @Test
  void valuesAreFinite() {
    assertThat(TwoSampleEValue.log(longs(0, 0), longs(5, 5), 2)).isZero();
    assertThat(TwoSampleEValue.log(longs(5, 5), longs(0, 0), 2)).isZero();
    assertThat(TwoSampleEValue.log(new long[0], new long[0], 0)).isZero();
    assertThat(TwoSampleEValue.log(longs(9, 0), longs(9, 0), 2)).isBetween(-1.0, 1e-9);
    assertThat(TwoSampleEValue.log(longs(1, 0), longs(0, 1), 2)).isFinite();
    long many = 400_000_000_000L;
    assertThat(TwoSampleEValue.log(longs(many, many), longs(many, many), 2)).isBetween(-20.0, 1.0);
    assertThat(TwoSampleEValue.log(longs(many, 0), longs(0, many), 2)).isFinite().isPositive();
    long[] categories = new long[10_000];
    long[] window = new long[10_000];
    for (int i = 0; i < 20_000; i++) {
      categories[random.nextInt(10_000)]++;
      window[random.nextInt(10_000)]++;
    }
    assertThat(TwoSampleEValue.log(categories, window, 0)).as("seed %d", seed).isLessThan(12);
  }

  @Test
  void whatIsNoHistogramIsRefused() {
    assertThatThrownBy(() -> TwoSampleEValue.log(longs(1), longs(1, 2), 0))
        .hasMessage("1 and 2 bins, 0 ordered");
    assertThatThrownBy(() -> TwoSampleEValue.log(longs(1), longs(1), 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TwoSampleEValue.log(longs(1), longs(-1), 0))
        .hasMessage("a count is below 0");
    assertThatThrownBy(() -> TwoSampleEValue.log(longs(Long.MAX_VALUE), longs(1), 0))
        .hasMessageContaining("rows are too many");
  }
}
