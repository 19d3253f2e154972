package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.function.Supplier;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class OnlineFdrTest {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double ALPHA = .05;

  /**
   * LORD++ and SAFFRON as online-fdr 1.0.0 computes them, e-LOND from the paper's formula in numpy,
   * over 200 tests of which a fifth are of a shift of 3.
   */
  @Test
  void levelsAndDecisionsAreThoseOfOtherImplementations() throws IOException {
    OnlineFdr lord = OnlineFdr.lordPlusPlus(.05);
    OnlineFdr saffron = OnlineFdr.saffron(.05);
    OnlineFdr quarter = OnlineFdr.saffron(.1, .25);
    ELond elond = new ELond(.05);
    assertThat(vectors()).hasSize(200);
    for (double[] row : vectors()) {
      assertThat(lord.level()).isCloseTo(row[1], within(1e-12));
      assertThat(lord.test(row[0])).isEqualTo(row[2] == 1);
      assertThat(saffron.level()).isCloseTo(row[3], within(1e-12));
      assertThat(saffron.test(row[0])).isEqualTo(row[4] == 1);
      assertThat(quarter.level()).isCloseTo(row[5], within(1e-12));
      assertThat(quarter.test(row[0])).isEqualTo(row[6] == 1);
      assertThat(elond.level()).isCloseTo(row[8], within(1e-12));
      assertThat(elond.test(row[7])).isEqualTo(row[9] == 1);
    }
  }

  private static List<double[]> vectors() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                OnlineFdrTest.class.getResourceAsStream("/vectors/online-fdr.csv"),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  @Test
  void theShareOfFalseDiscoveriesIsKept() {
    double[] lord = simulate(() -> OnlineFdr.lordPlusPlus(ALPHA)::test, 0, 1);
    double[] saffron = simulate(() -> OnlineFdr.saffron(ALPHA)::test, 0, 2);
    assertThat(lord[0]).isLessThan(ALPHA); // 0.010, and 0.047
    assertThat(saffron[0]).isLessThan(ALPHA);
    assertThat(lord[1]).isGreaterThan(.8);
    assertThat(saffron[1]).isGreaterThan(lord[1]);
  }

  /** All tests share a part of their noise, as windows that share a reference do. */
  @Test
  void eLondKeepsItWhateverTheDependence() {
    Supplier<DoublePredicate> elond =
        () -> {
          ELond state = new ELond(ALPHA);
          return p -> state.test(likelihoodRatio(p));
        };
    for (double common : new double[] {0, .5, .9}) {
      double[] result = simulate(elond, common, 3);
      assertThat(result[0]).as("common noise %s", common).isLessThan(ALPHA);
      assertThat(result[1]).as("common noise %s", common).isGreaterThan(.35);
    }
  }

  /** An e-value for a standard normal, best against a mean of 4. */
  private static double likelihoodRatio(double p) {
    return Math.exp(4 * NORMAL.inverseSurvivalProbability(p) - 8);
  }

  /**
   * The mean share of false discoveries and the mean share of shifts found, over runs of 500 tests
   * of which a fifth are of a shift of 4.
   *
   * @param common the share of the noise's variance that all tests of a run have in common
   */
  private static double[] simulate(Supplier<DoublePredicate> procedure, double common, int seed) {
    Random random = new Random(seed);
    int runs = 200;
    double falseShare = 0;
    double power = 0;
    for (int run = 0; run < runs; run++) {
      DoublePredicate test = procedure.get();
      double shared = random.nextGaussian() * Math.sqrt(common);
      int[] found = new int[2];
      int shifted = 0;
      for (int i = 0; i < 500; i++) {
        int shift = random.nextInt(5) == 0 ? 1 : 0;
        double z = 4 * shift + shared + random.nextGaussian() * Math.sqrt(1 - common);
        found[shift] += test.test(NORMAL.survivalProbability(z)) ? 1 : 0;
        shifted += shift;
      }
      falseShare += (double) found[0] / Math.max(1, found[0] + found[1]) / runs;
      power += (double) found[1] / shifted / runs;
    }
    return new double[] {falseShare, power};
  }

  @Test
  void levelsStayBoundedWhateverIsFound() {
    OnlineFdr lord = OnlineFdr.lordPlusPlus(ALPHA);
    OnlineFdr saffron = OnlineFdr.saffron(ALPHA);
    for (int i = 0; i < 3_000; i++) {
      lord.test(0);
      saffron.test(i % 2 == 0 ? 0 : 1);
    }
    assertThat(lord.level()).isBetween(0.0, ALPHA);
    assertThat(saffron.level()).isBetween(0.0, .5);
  }

  @Test
  void sharesSumToAtMostOneAndFall() {
    double slow = 0;
    double power = 0;
    for (int age = 1; age <= 1_000_000; age++) {
      slow += Shares.slow(age);
      power += Shares.power(age);
      assertThat(Shares.slow(age + 1)).isLessThan(Shares.slow(age));
    }
    // the rest, as an integral: 2 c Γ(4, √log n)
    double y = Math.sqrt(Math.log(1e6));
    slow += 2 * 0.07720838 * Math.exp(-y) * (y * y * y + 3 * y * y + 6 * y + 6);
    assertThat(slow).isBetween(.97, 1.0);
    assertThat(power).isBetween(.99, 1.0);
    assertThat(Shares.slow(Long.MAX_VALUE)).isBetween(0.0, 1e-18);
    assertThat(Shares.power(Long.MAX_VALUE)).isBetween(0.0, 1e-18);
  }

  @Test
  void whatIsNoEvidenceIsRefused() {
    assertThatThrownBy(() -> OnlineFdr.lordPlusPlus(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OnlineFdr.saffron(.1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OnlineFdr.saffron(.1).test(1.1))
        .hasMessage("a p-value of 1.1 is outside 0 to 1");
    assertThatThrownBy(() -> OnlineFdr.saffron(.1).test(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ELond(.1).test(-1)).hasMessage("an e-value of -1.0 is below 0");
  }
}
