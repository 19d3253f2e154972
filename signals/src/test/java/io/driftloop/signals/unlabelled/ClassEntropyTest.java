package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassEntropyTest {

  /** numpy 2.4.6, by the formula. */
  @Test
  void theEntropyIsCorrectedForItsBias() {
    assertThat(ClassEntropy.entropy(new long[] {50, 30, 20, 0}))
        .isCloseTo(1.0396530140645737, within(1e-12));
    assertThat(ClassEntropy.entropy(new long[] {7, 0})).isZero();
    assertThat(ClassEntropy.entropy(new long[3])).isZero();
    assertThatThrownBy(() -> ClassEntropy.entropy(new long[] {-1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** scipy 1.17.1, pearson3. */
  @Test
  void thePearsonCurveIsScipys() {
    PearsonThree right = new PearsonThree(1, .8);
    PearsonThree left = new PearsonThree(1, -.8);
    assertThat(right.lower(-2)).isCloseTo(0.0012028120108680347, within(1e-12));
    assertThat(left.lower(-2.5)).isCloseTo(0.01859285655204246, within(1e-12));
    assertThat(right.upper(1.7)).isCloseTo(0.06091804730908014, within(1e-12));
    assertThat(left.quantile(1e-4)).isCloseTo(-5.501237314598756, within(1e-8));
    assertThat(right.quantile(1e-4)).isCloseTo(-2.1844836032915627, within(1e-8));
    assertThat(right.lower(-9)).isZero();
  }

  /**
   * Skewed, uniform and nearly certain classes. The uniform ones break a first-order test; here
   * they alarm at about half the rate asked for, because the entropy cannot rise above its maximum.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"60 25 10 5", "25 25 25 25", "98 2", "50 50", "10 10 10 10 10 10 10 10 10 10"})
  void aHealthyWindowAlarmsAsOftenAsAsked(String percent) {
    double[] weights = Arrays.stream(percent.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Random random = new Random(5);
    for (int rows : new int[] {200, 1_000}) {
      int trials = 4_000;
      int often = 0;
      int rare = 0;
      for (int trial = 0; trial < trials; trial++) {
        long[] reference = draw(weights, 3_000, random);
        long[] window = draw(weights, rows, random);
        double p = ClassEntropy.compare(reference, window, .05).pValue();
        often += p <= .05 ? 1 : 0;
        rare += p <= .005 ? 1 : 0;
      }
      assertThat(often).as("%s, %d rows", percent, rows).isBetween(60, 260);
      assertThat(rare).as("%s, %d rows", percent, rows).isLessThan(50);
    }
  }

  @Test
  void collapseAndGuessingAreFound() {
    long[] reference = {600, 250, 100, 50};
    Comparison collapse = ClassEntropy.compare(reference, new long[] {190, 8, 1, 1}, 1e-4);
    assertThat(collapse.pValue()).isLessThan(1e-6);
    assertThat(collapse.threshold()).isBetween(collapse.value(), collapse.reference());
    Comparison guessing = ClassEntropy.compare(reference, new long[] {50, 50, 50, 50}, 1e-4);
    assertThat(guessing.pValue()).isLessThan(1e-6);
    assertThat(guessing.threshold()).isBetween(guessing.reference(), guessing.value());
    assertThat(guessing.sampleCount()).isEqualTo(200);
    assertThat(guessing.referenceCount()).isEqualTo(1_000);
  }

  @Test
  void theThresholdIsWhereThePValueReachesAlpha() {
    long[] reference = {500, 300, 200};
    for (long[] window : new long[][] {{80, 15, 5}, {34, 33, 33}}) {
      double p = ClassEntropy.compare(reference, window, .5).pValue();
      Comparison at = ClassEntropy.compare(reference, window, p);
      assertThat(at.threshold()).isCloseTo(at.value(), within(1e-8));
    }
  }

  @Test
  void theOrderOfClassesDoesNotMatter() {
    Comparison one = ClassEntropy.compare(new long[] {5, 9, 2}, new long[] {1, 8, 3}, .01);
    Comparison other = ClassEntropy.compare(new long[] {2, 5, 9}, new long[] {3, 1, 8}, .01);
    assertThat(one.pValue()).isCloseTo(other.pValue(), within(1e-12));
  }

  @Test
  void degenerateHistogramsAreNoChange() {
    long[] none = new long[3];
    long[] constant = {500, 0, 0};
    assertThat(ClassEntropy.compare(none, none, .01).pValue()).isEqualTo(1);
    assertThat(ClassEntropy.compare(constant, none, .01).pValue()).isEqualTo(1);
    assertThat(ClassEntropy.compare(constant, constant, .01).pValue()).isEqualTo(1);
    assertThat(ClassEntropy.compare(constant, new long[] {1, 0, 0}, .01).pValue()).isEqualTo(1);
    assertThat(ClassEntropy.compare(constant, new long[] {0, 1, 0}, .01).pValue())
        .isBetween(0., 1.);
    long[] many = new long[10_000];
    Arrays.fill(many, 1);
    long[] few = new long[10_000];
    few[7] = Integer.MAX_VALUE * 1000L;
    assertThat(ClassEntropy.compare(many, few, .01).pValue()).isBetween(0., 1.);
    assertThatThrownBy(() -> ClassEntropy.compare(many, none, .01))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static long[] draw(double[] weights, int rows, Random random) {
    double total = Arrays.stream(weights).sum();
    long[] counts = new long[weights.length];
    for (int i = 0; i < rows; i++) {
      double at = random.nextDouble() * total;
      int label = 0;
      while (label < weights.length - 1 && at >= weights[label]) {
        at -= weights[label++];
      }
      counts[label]++;
    }
    return counts;
  }
}
