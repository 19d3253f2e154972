package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.stats.Hypergeometric;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanShiftTest {

  /** Of two values the sum is a count, whose law is hypergeometric. */
  @Test
  void ofTwoValuesItIsTheExactTestOfCounts() {
    for (int marked = 12; marked <= 30; marked += 3) {
      long[] reference = {900, 0, 0, 100};
      long[] window = {200 - marked, 0, 0, marked};
      double exact = new Hypergeometric(1_200, 100 + marked, 200).atLeast(marked);
      double found = MeanShift.risen(reference, window, 0.01, 1).pValue();
      assertThat(found).as("%d marked", marked).isCloseTo(exact, within(0.1 * exact));
    }
  }

  /** The permutation law itself, drawn: the law is of three values and skewed. */
  @ParameterizedTest
  @CsvSource({"1000, 100", "500, 4000"})
  void keepsItsLevelWhereLossesAreSkewed(int before, int now) {
    long seed = 20_261_127;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int runs = 20_000;
    double[] levels = {1e-2, 1e-3};
    int[] alarms = new int[levels.length];
    int[] normal = new int[levels.length];
    for (int run = 0; run < runs; run++) {
      long[] reference = losses(before, random);
      long[] window = losses(now, random);
      double pValue = MeanShift.risen(reference, window, 0.01, 1).pValue();
      double welch = normalPValue(reference, window);
      for (int i = 0; i < levels.length; i++) {
        alarms[i] += pValue <= levels[i] ? 1 : 0;
        normal[i] += welch <= levels[i] ? 1 : 0;
      }
    }
    for (int i = 0; i < levels.length; i++) {
      double expected = runs * levels[i];
      System.out.printf(
          "%d and %d rows, level %s: %.2f times, a normal law %.2f times%n",
          before, now, levels[i], alarms[i] / expected, normal[i] / expected);
      assertThat(alarms[i] / expected)
          .isBetween(0.75 - 3 / Math.sqrt(expected), 1.05 + 3 / Math.sqrt(expected));
    }
  }

  private static double normalPValue(long[] reference, long[] window) {
    Moments before = moments(reference);
    Moments now = moments(window);
    double error = Math.sqrt(before.squaredError() + now.squaredError());
    return NormalDistribution.of(0, 1).survivalProbability((now.mean() - before.mean()) / error);
  }

  private static Moments moments(long[] counts) {
    Moments moments = new Moments();
    for (int bin = 0; bin < counts.length; bin++) {
      for (long i = 0; i < counts[bin]; i++) {
        moments.add(bin);
      }
    }
    return moments;
  }

  /** A good model's: mostly next to nothing, a few sure mistakes. */
  private static long[] losses(int rows, SplittableRandom random) {
    long[] counts = new long[100];
    for (int i = 0; i < rows; i++) {
      double wrong = random.nextDouble();
      counts[wrong < 0.02 ? 20 + random.nextInt(80) : random.nextInt(3)]++;
    }
    return counts;
  }

  @Test
  void theThresholdIsWhereThePValueMeetsTheLevel() {
    SplittableRandom random = new SplittableRandom(5);
    long[] reference = losses(2_000, random);
    long[] window = losses(500, random);
    double threshold = MeanShift.risen(reference, window, 1e-4, 1).threshold();
    while (!MeanShift.risen(reference, window, 1e-4, 1).exceeded()) {
      window[0]--;
      window[60]++;
    }
    DriftScore score = MeanShift.risen(reference, window, 1e-4, 1);
    assertThat(score.pValue()).isLessThanOrEqualTo(1e-4).isGreaterThan(1e-6);
    assertThat(threshold).isPositive();
  }

  @Test
  void isFiniteWhereverItLooks() {
    long[] none = new long[5];
    long[] one = {0, 0, 3, 0, 0};
    long[] low = {1_000, 0, 0, 0, 0};
    long[] high = {0, 0, 0, 0, 1_000};
    assertThat(MeanShift.risen(none, one, 0.01, 1).pValue()).isOne();
    assertThat(MeanShift.risen(one, one, 0.01, 1).exceeded()).isFalse();
    assertThat(MeanShift.risen(one, one, 0.01, 1).pValue()).isOne();
    assertThat(MeanShift.risen(low, high, 0.01, 1).exceeded()).isTrue();
    assertThat(MeanShift.risen(low, high, 0.01, 1).pValue()).isBetween(0.0, 1e-100);
    assertThat(MeanShift.risen(high, low, 0.01, 1).exceeded()).isFalse();
    assertThat(MeanShift.risen(low, high, 0.01, 1_001).exceeded()).isFalse();
  }
}
