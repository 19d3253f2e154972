package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Correlation shift and mean discrepancy. */
class MultivariateTest {
  private final long seed = 20260102;
  private final Random random = new Random(seed);

  @Test
  void eigenvaluesOfAKnownMatrix() {
    double[] values = Eigenvalues.of(new double[][] {{2, 1, 0}, {1, 2, 0}, {0, 0, 5}});
    Arrays.sort(values);
    assertThat(values).containsExactly(new double[] {1, 3, 5}, within(1e-12));
  }

  @Test
  void equalWeightsGiveChiSquaredFarOut() {
    double[] weights = new double[6];
    Arrays.fill(weights, 0.5);
    NullLaw law = new QuadraticLaw(weights);
    ChiSquaredDistribution limit = ChiSquaredDistribution.of(6);
    for (double p : new double[] {1e-2, 1e-4, 1e-6, 1e-8}) {
      double value = limit.inverseSurvivalProbability(p) / 2;
      assertThat(law.tail(value)).isCloseTo(p, within(0.03 * p));
    }
  }

  @Test
  void aSpectrumIsTheLawOfItsEigenvalues() {
    double[][] covariance = {{2, 1, 0}, {1, 2, 0}, {0, 0, 5}};
    NullLaw law = new QuadraticLaw(new double[] {1, 3, 5});
    Spectrum spectrum = Spectrum.of(covariance);
    assertThat(spectrum.trace()).isEqualTo(9);
    for (double alpha : new double[] {0.1, 1e-3, 0.1, 1e-6, 1e-3}) {
      double value = spectrum.quantile(alpha);
      assertThat(value).isCloseTo(law.quantile(alpha), within(1e-4));
      assertThat(spectrum.tail(value)).isCloseTo(alpha, within(1e-3 * alpha));
    }
    assertThat(Spectrum.of(new double[3][3]).trace()).isZero();
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / rows.length;
      }
    }
    return mean;
  }

  private static double[][] covariance(double[][] rows) {
    double[] mean = mean(rows);
    double[][] covariance = new double[mean.length][mean.length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        for (int j = 0; j < mean.length; j++) {
          covariance[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / (rows.length - 1);
        }
      }
    }
    return covariance;
  }

  private double[][] fourier(int rows, double[][] frequencies, double[] phases, double shift) {
    double[][] features = new double[rows][phases.length];
    for (double[] row : features) {
      double[] x = random.doubles(4).map(u -> -Math.log(u) + shift).toArray();
      for (int k = 0; k < phases.length; k++) {
        double angle = phases[k];
        for (int d = 0; d < 4; d++) {
          angle += frequencies[k][d] * x[d];
        }
        row[k] = Math.cos(angle);
      }
    }
    return features;
  }

  @Test
  void meanDiscrepancyKeepsItsLevelAndSeesAShift() {
    int dimension = 24;
    double[][] frequencies = new double[dimension][4];
    for (double[] frequency : frequencies) {
      Arrays.setAll(frequency, d -> random.nextGaussian() / 2);
    }
    double[] phases = random.doubles(dimension, 0, 2 * Math.PI).toArray();
    int trials = 3_000;
    int alarms = 0;
    double[] before = null;
    Spectrum spectrum = null;
    for (int i = 0; i < trials; i++) {
      if (i % 20 == 0) {
        double[][] reference = fourier(1_000, frequencies, phases, 0);
        before = mean(reference);
        spectrum = Spectrum.of(covariance(reference));
      }
      double[] now = mean(fourier(100, frequencies, phases, 0));
      alarms +=
          MeanDiscrepancy.score(before, 1_000, now, 100, spectrum, 0.01, 50).exceeded() ? 1 : 0;
    }
    assertThat(alarms).as("seed %d", seed).isBetween(8, 63);
    double[] shifted = mean(fourier(100, frequencies, phases, 1));
    DriftScore score = MeanDiscrepancy.score(before, 1_000, shifted, 100, spectrum, 1e-6, 50);
    assertThat(score.exceeded()).as("seed %d", seed).isTrue();
    assertThat(score.value()).isPositive();
    assertThat(score.pValue()).isLessThan(1e-6);
  }

  @Test
  void constantFeaturesAndNoRowsAreNotJudged() {
    double[] mean = {1, 2};
    Spectrum none = Spectrum.of(new double[2][2]);
    assertThat(MeanDiscrepancy.score(mean, 10, mean, 10, none, 0.01, 1).pValue()).isEqualTo(1);
    Spectrum unit = Spectrum.of(new double[][] {{1, 0}, {0, 1}});
    DriftScore empty = MeanDiscrepancy.score(mean, 10, mean, 0, unit, 0.01, 0);
    assertThat(empty.value()).isFinite();
    assertThat(empty.exceeded()).isFalse();
  }

  /** Ranks in ten bins of a pair: what a profile correlates. */
  private double[] scores(Supplier<double[]> pair) {
    double[] x = pair.get();
    return new double[] {Math.floor(10 * x[0]), Math.floor(10 * x[1])};
  }

  private double[] gaussian(double r) {
    double x = random.nextGaussian();
    double y = r * x + Math.sqrt(1 - r * r) * random.nextGaussian();
    return new double[] {uniform(x), uniform(y)};
  }

  private static double uniform(double z) {
    return Math.min(1 - 1e-12, NormalDistribution.of(0, 1).cumulativeProbability(z));
  }

  private PairMoments pairs(int rows, Supplier<double[]> law) {
    PairMoments moments = new PairMoments();
    for (int i = 0; i < rows; i++) {
      double[] scores = scores(law);
      moments.add(scores[0], scores[1]);
    }
    return moments;
  }

  /** By the variance for normal pairs, 4 % of the crossed and 16 % of the contaminated alarm. */
  @Test
  void correlationShiftKeepsItsLevelForPairsThatAreNotNormal() {
    Supplier<double[]> crossed =
        () -> {
          double u = random.nextDouble();
          return new double[] {u, random.nextBoolean() ? u : 1 - 1e-12 - u};
        };
    Supplier<double[]> contaminated =
        () -> {
          double u = random.nextDouble();
          return new double[] {u, random.nextInt(10) > 0 ? u : random.nextDouble()};
        };
    Supplier<double[]> clipped =
        () -> {
          double[] x = gaussian(0.5);
          return new double[] {Math.min(x[0], 0.3), Math.max(x[1], 0.6)};
        };
    check("independent", () -> gaussian(0));
    check("strong", () -> gaussian(0.9));
    check("crossed", crossed);
    check("contaminated", contaminated);
    check("clipped", clipped);
  }

  private void check(String name, Supplier<double[]> law) {
    int trials = 3_000;
    int alarms = 0;
    PairMoments reference = null;
    for (int i = 0; i < trials; i++) {
      if (i % 20 == 0) {
        reference = pairs(1_000, law);
      }
      PairMoments window = pairs(100, law);
      double r = reference.correlation();
      alarms += exceeded(r, reference.variance(), window.correlation()) ? 1 : 0;
    }
    assertThat(alarms).as("%s, seed %d", name, seed).isLessThan(75);
  }

  private static boolean exceeded(double reference, double variance, double window) {
    return CorrelationShift.score(
            new double[] {reference},
            new double[] {variance},
            new long[] {1_000},
            new double[] {window},
            new long[] {100},
            0.01,
            50)
        .exceeded();
  }

  @Test
  void aFlippedCorrelationIsSeenAmongManyPairs() {
    int count = 190;
    double[] before = new double[count];
    double[] variances = new double[count];
    double[] now = new double[count];
    long[] n = new long[count];
    long[] m = new long[count];
    Arrays.fill(variances, 1);
    Arrays.fill(n, 5_000);
    Arrays.fill(m, 200);
    before[17] = 0.5;
    now[17] = -0.5;
    m[18] = 3;
    now[18] = 1;
    DriftScore score = CorrelationShift.score(before, variances, n, now, m, 1e-5, 100);
    assertThat(score.exceeded()).isTrue();
    assertThat(score.pValue()).isLessThan(1e-10);
    assertThat(score.windowCount()).isEqualTo(200);
    now[17] = 0.45;
    assertThat(CorrelationShift.score(before, variances, n, now, m, 1e-5, 100).pValue())
        .isEqualTo(1);
  }

  @Test
  void partsOfAReferenceMergeAndConstantsAreFinite() {
    PairMoments all = new PairMoments();
    PairMoments first = new PairMoments();
    PairMoments second = new PairMoments();
    for (int i = 0; i < 100; i++) {
      double x = random.nextInt(10);
      double y = random.nextInt(10);
      all.add(x, y);
      (i < 40 ? first : second).add(x, y);
    }
    first.merge(second);
    assertThat(first.count()).isEqualTo(100);
    assertThat(first.correlation()).isEqualTo(all.correlation());
    assertThat(first.variance()).isEqualTo(all.variance());
    PairMoments constant = new PairMoments();
    constant.add(3, 4);
    assertThat(constant.correlation()).isZero();
    assertThat(constant.variance()).isEqualTo(1);
    assertThat(exceeded(1, 0, -1)).isTrue();
    assertThat(exceeded(1, 0, 1)).isFalse();
  }
}
