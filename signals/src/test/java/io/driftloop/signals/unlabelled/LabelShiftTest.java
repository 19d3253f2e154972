package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelShiftTest {
  private static final long[][] CONFUSION = {{80, 10, 5}, {12, 70, 9}, {8, 20, 86}};
  private static final long[] WINDOW = {120, 200, 180};

  /** numpy 2.4.6, linalg.solve; scipy 1.17.1, chi2_contingency. */
  @Test
  void withoutARidgeTheWeightsSolveTheSystem() {
    LabelShift shift = LabelShift.estimate(CONFUSION, WINDOW, .01, 0);
    assertThat(shift.weights())
        .contains(
            new double[] {0.6605263157894737, 1.492105263157895, 0.8473684210526313}, within(1e-9));
    assertThat(shift.priors())
        .contains(
            new double[] {0.22017543859649125, 0.4973684210526317, 0.2824561403508771},
            within(1e-9));
    assertThat(shift.change().value()).isCloseTo(9.121580766886792, within(1e-9));
    assertThat(shift.change().pValue()).isCloseTo(0.01045379317224873, within(1e-9));
    assertThat(shift.change().threshold()).isCloseTo(9.210340371976182, within(1e-6));
    assertThat(shift.change().reference()).isEqualTo(2);
  }

  /** numpy 2.4.6, the ridge solution divided by the sum of its priors. */
  @Test
  void aRidgeHoldsTheWeightsTowardsOne() {
    LabelShift shift = LabelShift.estimate(CONFUSION, WINDOW, .01, .01);
    assertThat(shift.weights())
        .contains(
            new double[] {0.7208856682203627, 1.3933349343418076, 0.8857793974378297},
            within(1e-9));
  }

  @Test
  void simulatedPriorsAreRecoveredWithinTheirErrors() {
    Random random = new Random(17);
    double[] before = {.5, .3, .2};
    double[] now = {.2, .3, .5};
    double[] column = {.85, .1, .05};
    int trials = 400;
    int covered = 0;
    double[] mean = new double[3];
    for (int trial = 0; trial < trials; trial++) {
      LabelShift shift =
          LabelShift.estimate(
              confusion(before, column, 4_000, random), predicted(now, column, 2_000, random), .01);
      for (int i = 0; i < 3; i++) {
        mean[i] += shift.priors()[i] / trials;
        covered += Math.abs(shift.priors()[i] - now[i]) < 1.96 * shift.standardErrors()[i] ? 1 : 0;
      }
      assertThat(shift.change().pValue()).isLessThan(1e-6);
    }
    assertThat(mean).contains(now, within(.005));
    assertThat(covered).isBetween((int) (.92 * 3 * trials), (int) (.98 * 3 * trials));
  }

  @Test
  void unchangedPriorsAlarmAsOftenAsAsked() {
    Random random = new Random(19);
    double[] priors = {.6, .3, .08, .02};
    double[] column = {.8, .1, .05, .05};
    int alarms = 0;
    for (int trial = 0; trial < 4_000; trial++) {
      LabelShift shift =
          LabelShift.estimate(
              confusion(priors, column, 1_000, random),
              predicted(priors, column, 300, random),
              .05);
      alarms += shift.change().pValue() <= .05 ? 1 : 0;
    }
    assertThat(alarms).isBetween(150, 250);
  }

  /**
   * Classes 1 and 2 look the same to the classifier: their sum is known, and no more is claimed.
   */
  @Test
  void confusedClassesKeepTheirProportion() {
    long[][] confusion = {{800, 0, 0}, {0, 50, 50}, {0, 50, 50}};
    LabelShift shift = LabelShift.estimate(confusion, new long[] {200, 400, 400}, .01);
    assertThat(shift.priors()[0]).isCloseTo(.2, within(.02));
    assertThat(shift.priors()[1]).isCloseTo(shift.priors()[2], within(1e-9));
  }

  @Test
  void theOrderOfClassesDoesNotMatter() {
    LabelShift one = LabelShift.estimate(CONFUSION, WINDOW, .01);
    long[][] turned = {{86, 8, 20}, {5, 80, 10}, {9, 12, 70}};
    LabelShift other = LabelShift.estimate(turned, new long[] {180, 120, 200}, .01);
    assertThat(other.priors()[0]).isCloseTo(one.priors()[2], within(1e-12));
    assertThat(other.standardErrors()[1]).isCloseTo(one.standardErrors()[0], within(1e-12));
  }

  @Test
  void degenerateInputIsFinite() {
    assertFinite(LabelShift.estimate(new long[3][3], WINDOW, .01));
    assertFinite(LabelShift.estimate(CONFUSION, new long[3], .01));
    assertFinite(LabelShift.estimate(new long[][] {{5, 0}, {0, 0}}, new long[] {0, 9}, .01));
    assertFinite(LabelShift.estimate(new long[][] {{5, 5}, {0, 0}}, new long[] {1, 0}, .01));
    assertFinite(LabelShift.estimate(new long[][] {{5}}, new long[] {1}, .01));
    assertThat(LabelShift.estimate(CONFUSION, new long[3], .01).change().pValue()).isEqualTo(1);
    assertThatThrownBy(() -> LabelShift.estimate(CONFUSION, new long[2], .01))
        .hasMessage("3 predicted classes, expected 2");
    assertThatThrownBy(() -> LabelShift.estimate(new long[2][1], new long[2], .01))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertFinite(LabelShift shift) {
    assertThat(Arrays.stream(shift.priors())).allMatch(value -> value >= 0 && value <= 1);
    assertThat(Arrays.stream(shift.weights())).allMatch(Double::isFinite);
    assertThat(Arrays.stream(shift.standardErrors())).allMatch(Double::isFinite);
  }

  /** The true class keeps column[0], the next ones get the rest in turn. */
  private static long[][] confusion(double[] priors, double[] column, int rows, Random random) {
    long[][] confusion = new long[priors.length][priors.length];
    for (int i = 0; i < rows; i++) {
      int label = pick(priors, random);
      confusion[(label + pick(column, random)) % priors.length][label]++;
    }
    return confusion;
  }

  private static long[] predicted(double[] priors, double[] column, int rows, Random random) {
    long[][] confusion = confusion(priors, column, rows, random);
    return Arrays.stream(confusion).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  private static int pick(double[] shares, Random random) {
    double at = random.nextDouble();
    int i = 0;
    while (i < shares.length - 1 && at >= shares[i]) {
      at -= shares[i++];
    }
    return i;
  }
}
