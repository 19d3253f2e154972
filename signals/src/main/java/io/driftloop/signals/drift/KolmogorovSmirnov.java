package io.driftloop.signals.drift;

import io.driftloop.signals.stats.LogFactorial;
import java.util.function.DoubleUnaryOperator;

/**
 * The largest difference of two cumulative distributions (Kolmogorov 1933, Smirnov 1939): sees any
 * shift of an ordered feature, and needs no bins.
 */
public final class KolmogorovSmirnov {
  private static final double MOST_EXACT_PATHS = 4e6;
  private static final double MOST_EXACT_ROWS = 10_000;
  private static final long MOST_TERMS = 100_000;

  private KolmogorovSmirnov() {}

  /** The distance of two histograms over the same ascending bins, 0 to 1; 0 where one is empty. */
  public static double distance(long[] reference, long[] window) {
    double n = BinTerm.total(reference);
    double m = BinTerm.total(window);
    double largest = 0;
    long x = 0;
    long y = 0;
    for (int i = 0; i < window.length && n > 0 && m > 0; i++) {
      x += reference[i];
      y += window[i];
      largest = Math.max(largest, Math.abs(x / n - y / m));
    }
    return largest;
  }

  /** The same for two samples; values that are not finite are left out. */
  public static double distance(double[] reference, double[] window) {
    PooledSamples samples = PooledSamples.of(reference, window);
    return distance(samples.reference(), samples.window());
  }

  /**
   * The score of a window's sample, with the exact law, ties included, unless the product of sizes
   * is in the millions; then the asymptotic one. What each argument must be is said in {@link
   * HistogramDrift#score}.
   */
  public static DriftScore score(
      double[] reference, double[] window, double alpha, long minimumCount) {
    PooledSamples samples = PooledSamples.of(reference, window);
    return HistogramDrift.score(
        DriftMethod.KOLMOGOROV_SMIRNOV, samples.reference(), samples.window(), alpha, minimumCount);
  }

  /**
   * The score of cumulative distributions that are known to within an error, such as those of two
   * sketches. The p-value is that of a distance smaller by both errors, and the threshold is higher
   * by them, so that errors raise no alarm.
   *
   * @param reference share of the reference's {@code n} rows that are at most the argument
   * @param window share of the window's {@code m} rows that are
   * @param points where both are compared: for sketches, the values that both retain
   * @param error the largest error of both shares together, 0 or more
   */
  public static DriftScore score(
      DoubleUnaryOperator reference,
      long n,
      DoubleUnaryOperator window,
      long m,
      double[] points,
      double error,
      double alpha,
      long minimumCount) {
    HistogramDrift.checkLevel(alpha);
    if (!(error >= 0)) {
      throw new IllegalArgumentException("an error must be 0 or more: " + error);
    }
    double value = 0;
    for (double point : points) {
      value =
          Math.max(value, Math.abs(reference.applyAsDouble(point) - window.applyAsDouble(point)));
    }
    if (Math.min(n, m) < Math.max(1, minimumCount)) {
      return DriftScore.unjudged(DriftMethod.KOLMOGOROV_SMIRNOV, value, n, m);
    }
    NullLaw law = asymptotic(n, m);
    return new DriftScore(
        DriftMethod.KOLMOGOROV_SMIRNOV,
        value,
        n,
        m,
        law.quantile(alpha) + error,
        law.tail(value - error));
  }

  /**
   * The chance of a distance or more between large samples of one distribution: twice the exact
   * one-sided chance (Birnbaum, Tingey 1951) of one sample of the rounded effective size n·m/(n +
   * m). Ties make it smaller.
   */
  public static double asymptoticPValue(double distance, long n, long m) {
    long size = Math.max(1, Math.round((double) n * m / (n + m)));
    if (distance <= 0) {
      return 1;
    }
    if (size > MOST_TERMS) {
      return Math.min(1, 2 * Math.exp(-2 * distance * distance * size));
    }
    double sum = 0;
    long last = (long) Math.floor(size * (1 - distance));
    for (long j = 0; j <= last; j++) {
      double above = distance + (double) j / size;
      double left = Math.max(0, 1 - above);
      double log = LogFactorial.choose(size, j) + (j - 1) * Math.log(above);
      sum += Math.exp(log + (left > 0 ? (size - j) * Math.log(left) : j == size ? 0 : -1e9));
    }
    return Math.min(1, 2 * distance * sum);
  }

  /** The exact law where it is affordable, given the pooled counts of the ascending bins. */
  static NullLaw law(long[] reference, long[] window) {
    long n = BinTerm.total(reference);
    long m = BinTerm.total(window);
    double fewer = Math.min(n, m);
    if (fewer > MOST_EXACT_ROWS || fewer * window.length > MOST_EXACT_PATHS) {
      return asymptotic(n, m);
    }
    return m <= n ? new KolmogorovLaw(reference, window) : new KolmogorovLaw(window, reference);
  }

  private static NullLaw asymptotic(long n, long m) {
    return new NullLaw() {
      @Override
      public double tail(double value) {
        return asymptoticPValue(value, n, m);
      }

      @Override
      public double quantile(double alpha) {
        return NullLaw.search(this::tail, alpha, 0, KolmogorovLaw.likely(alpha, n, m));
      }
    };
  }
}
