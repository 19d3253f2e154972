package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.stats.Hypergeometric;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

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
  @Test
  void keepsItsLevelWhereLossesAreSkewed() {
    long seed = 20_261_127;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int runs = 100_000;
    double[] levels = {1e-2, 1e-3};
    int[] alarms = new int[levels.length];
    for (int run = 0; run < runs; run++) {
      double pValue = MeanShift.risen(losses(1_000, random), losses(100, random), 0.01, 1).pValue();
      for (int i = 0; i < levels.length; i++) {
        alarms[i] += pValue <= levels[i] ? 1 : 0;
      }
    }
    for (int i = 0; i < levels.length; i++) {
      double expected = runs * levels[i];
      System.out.printf("level %s: %.2f times%n", levels[i], alarms[i] / expected);
      assertThat(alarms[i] / expected)
          .isBetween(0.75 - 3 / Math.sqrt(expected), 1.05 + 3 / Math.sqrt(expected));
    }
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
