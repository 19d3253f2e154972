package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Kolmogorov–Smirnov, Wasserstein and the other distances of samples. */
class SampleTestsTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final double[] X = {38.7, 41.5, 43.8, 44.5, 45.5, 46.0, 47.7, 58.0};
  private static final double[] Y = {39.2, 39.3, 39.7, 41.4, 41.8, 42.9, 43.3, 45.8};

  private static double[] column(String name) throws IOException {
    try (InputStream in = SampleTestsTest.class.getResourceAsStream("/vectors/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .mapToDouble(Double::parseDouble)
          .toArray();
    }
  }

  /** Ten bins of one width over both samples, as Frouros has them. */
  private static long[] tenBins(double[] values, double[] other) {
    double low = Math.min(min(values), min(other));
    double high = -Math.min(min(negated(values)), min(negated(other)));
    long[] counts = new long[10];
    for (double value : values) {
      counts[(int) Math.min(9, (value - low) / (high - low) * 10)]++;
    }
    return counts;
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(v -> -v).toArray();
  }

  @Test
  void agreesWithTheReferenceVectors() {
    assertThat(KolmogorovSmirnov.distance(X, Y)).isCloseTo(0.625, EXACT);
    DriftScore score = KolmogorovSmirnov.score(X, Y, 0.05, 1);
    assertThat(score.pValue()).isCloseTo(0.08702408702408701, EXACT);
    assertThat(score.exceeded()).isFalse();
    assertThat(KolmogorovSmirnov.asymptoticPValue(0.625, 8, 8)).isCloseTo(0.04931640625, EXACT);
    assertThat(Wasserstein.distance(X, Y)).isCloseTo(4.1625, EXACT);
    assertThat(SampleDistances.cramerVonMises(X, Y)).isCloseTo(0.4375, EXACT);
    assertThat(SampleDistances.energy(X, Y)).isCloseTo(1.570230874744221, EXACT);
  }

  @Test
  void agreesWithFrouros() throws IOException {
    double[] reference = column("frouros_uni_ref.csv");
    double[] test = column("frouros_uni_test.csv");
    assertThat(Wasserstein.distance(reference, test)).isCloseTo(3.85346006, within(1e-8));
    assertThat(SampleDistances.energy(reference, test)).isCloseTo(2.11059982, within(1e-8));
    assertThat(Divergence.hellinger(tenBins(reference, test), tenBins(test, reference)))
        .isCloseTo(0.74509099, within(1e-8));
  }

  /** scipy 1.17.1, ks_2samp(arange(30), 1.3 * arange(25) + shift), exact and asymptotic. */
  @Test
  void agreesWithScipy() {
    agrees(3.01, 0.2, 0.5766966320961191, 0.5630467435912859);
    agrees(9.01, 0.37333333333333335, 0.033468951826499706, 0.029274038009120096);
  }

  private static void agrees(double shift, double distance, double exact, double asymptotic) {
    double[] x = new double[30];
    double[] y = new double[25];
    Arrays.setAll(x, i -> i);
    Arrays.setAll(y, i -> 1.3 * i + shift);
    DriftScore score = KolmogorovSmirnov.score(x, y, 0.05, 1);
    assertThat(score.value()).isCloseTo(distance, EXACT);
    assertThat(score.pValue()).isCloseTo(exact, EXACT);
    // Twice one side is an upper bound on both, and tight in the tail.
    assertThat(KolmogorovSmirnov.asymptoticPValue(distance, 30, 25))
        .isBetween(asymptotic - 1e-9, asymptotic * (1 + asymptotic / 2) + 1e-9);
  }

  @Test
  void tiesAndBinsKeepTheExactLevel() {
    long seed = 7;
    Random random = new Random(seed);
    int trials = 1_500;
    int samples = 0;
    int bins = 0;
    for (int i = 0; i < trials; i++) {
      double[] x = random.ints(60, 0, 12).asDoubleStream().toArray();
      double[] y = random.ints(40, 0, 12).asDoubleStream().toArray();
      samples += KolmogorovSmirnov.score(x, y, 0.05, 1).exceeded() ? 1 : 0;
      long[] a = Draws.histogram(Draws.equalShares(10), 500, random);
      long[] b = Draws.histogram(Draws.equalShares(10), 80, random);
      bins +=
          HistogramDrift.score(DriftMethod.KOLMOGOROV_SMIRNOV, a, b, 0.05, 1).exceeded() ? 1 : 0;
    }
    // Discrete: at most alpha, and not far below. Four standard errors of 75 are 34.
    assertThat(samples).as("seed %d", seed).isBetween(30, 110);
    assertThat(bins).as("seed %d", seed).isBetween(30, 110);
  }

  @Test
  void anErrorOfTheDistributionsRaisesNoAlarm() {
    DoubleUnaryOperator uniform = x -> Math.max(0, Math.min(1, x));
    DoubleUnaryOperator shifted = x -> uniform.applyAsDouble(x + 0.2);
    double[] points = new Random(1).doubles(100).toArray();
    DriftScore exact = KolmogorovSmirnov.score(uniform, 5_000, shifted, 500, points, 0, 1e-4, 100);
    DriftScore known =
        KolmogorovSmirnov.score(uniform, 5_000, shifted, 500, points, 0.05, 1e-4, 100);
    DriftScore vague =
        KolmogorovSmirnov.score(uniform, 5_000, shifted, 500, points, 0.15, 1e-4, 100);
    assertThat(exact.value()).isCloseTo(0.2, within(1e-9));
    assertThat(exact.exceeded()).isTrue();
    assertThat(known.exceeded()).isTrue();
    assertThat(known.pValue()).isBetween(exact.pValue(), vague.pValue());
    assertThat(vague.exceeded()).isFalse();
    assertThat(vague.threshold()).isCloseTo(exact.threshold() + 0.15, EXACT);
  }

  @Test
  void quantileFunctionsAndPositionsGiveTheSameDistance() {
    assertThat(Wasserstein.distance(u -> 10 * u, u -> 10 * u + 3, 100)).isCloseTo(3, EXACT);
    assertThat(
            Wasserstein.distance(
                new long[] {5, 0, 5}, new long[] {0, 10, 10}, new double[] {0, 4, 5}))
        .isCloseTo(2, EXACT);
  }

  /** Skewed, heavy-tailed values and even bins: the Gaussian bound must hold for all. */
  @Test
  void wassersteinKeepsItsLevel() {
    long seed = 11;
    Random random = new Random(seed);
    int trials = 1_000;
    int[] alarms = new int[3];
    for (int i = 0; i < trials; i++) {
      double[] x = random.doubles(1_000).map(u -> -Math.log(u)).toArray();
      double[] y = random.doubles(100).map(u -> -Math.log(u)).toArray();
      alarms[0] += Wasserstein.score(x, y, 0.01, 1).exceeded() ? 1 : 0;
      double[] v = random.doubles(1_000).map(u -> Math.pow(u, -0.4)).toArray();
      double[] w = random.doubles(100).map(u -> Math.pow(u, -0.4)).toArray();
      alarms[1] += Wasserstein.score(v, w, 0.01, 1).exceeded() ? 1 : 0;
      long[] a = Draws.histogram(Draws.equalShares(10), 1_000, random);
      long[] b = Draws.histogram(Draws.equalShares(10), 100, random);
      alarms[2] += HistogramDrift.score(DriftMethod.WASSERSTEIN, a, b, 0.01, 1).exceeded() ? 1 : 0;
    }
    for (int count : alarms) {
      assertThat(count).as("seed %d", seed).isLessThanOrEqualTo(10 + 15);
    }
  }

  @Test
  void strangeSamplesGiveFiniteFigures() {
    double[][] samples = {
      {}, {1}, {Double.NaN, Double.NaN}, new double[500], {-1e308, 1e308, 0, 1e308}, X
    };
    for (double[] x : samples) {
      for (double[] y : samples) {
        for (DriftScore score :
            new DriftScore[] {
              KolmogorovSmirnov.score(x, y, 1e-4, 1), Wasserstein.score(x, y, 1e-4, 1)
            }) {
          assertThat(score.value()).as("%s", score).isFinite();
          assertThat(score.pValue()).as("%s", score).isBetween(0.0, 1.0);
          assertThat(score.threshold()).as("%s", score).isNotInfinite();
          assertThat(x == y && score.exceeded()).isFalse();
        }
        assertThat(SampleDistances.energy(x, y)).isFinite();
        assertThat(SampleDistances.cramerVonMises(x, y)).isFinite();
      }
    }
  }
}
