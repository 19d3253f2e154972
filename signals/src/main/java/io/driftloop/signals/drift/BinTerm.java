package io.driftloop.signals.drift;

/**
 * What one bin adds to a statistic of two histograms. All of these statistics are sums over bins,
 * which is what lets {@link NullLaw} give each its law under no drift by one method.
 */
interface BinTerm {
  /** A bin that one side leaves empty counts as half a row there where a logarithm needs it. */
  double EMPTY_BIN = 0.5;

  /**
   * @param p share of the window's rows in the bin
   * @param q share of the reference's rows in it; one of the two is above 0
   * @param m rows of the window
   * @param n rows of the reference
   */
  double of(double p, double q, double m, double n);

  /** Population stability index. */
  BinTerm PSI =
      (p, q, m, n) -> {
        double window = Math.max(p, EMPTY_BIN / m);
        double reference = Math.max(q, EMPTY_BIN / n);
        return (window - reference) * Math.log(window / reference);
      };

  /** Kullback–Leibler from window to reference; the last two terms cancel in the sum. */
  BinTerm KULLBACK_LEIBLER =
      (p, q, m, n) -> {
        double reference = Math.max(q, EMPTY_BIN / n);
        return relative(p, reference) - p + reference;
      };

  /** Jensen–Shannon divergence in nats. */
  BinTerm JENSEN_SHANNON =
      (p, q, m, n) -> {
        double middle = (p + q) / 2;
        return (relative(p, middle) + relative(q, middle)) / 2;
      };

  /** The square of the Hellinger distance. */
  BinTerm HELLINGER =
      (p, q, m, n) -> {
        double difference = Math.sqrt(p) - Math.sqrt(q);
        return difference * difference / 2;
      };

  BinTerm TOTAL_VARIATION = (p, q, m, n) -> Math.abs(p - q) / 2;

  /** Pearson's chi-squared of homogeneity. */
  BinTerm CHI_SQUARED =
      (p, q, m, n) -> (p - q) * (p - q) / ((p / n + q / m)); // (m·n)/(m·p + n·q) = 1/(p/n + q/m)

  /** Twice the log likelihood ratio of homogeneity. */
  BinTerm G =
      (p, q, m, n) -> {
        double pooled = (m * p + n * q) / (m + n);
        return 2 * (m * relative(p, pooled) + n * relative(q, pooled));
      };

  static double relative(double share, double other) {
    return share > 0 ? share * Math.log(share / other) : 0;
  }

  /** The statistic: the sum over all bins that are not empty on both sides. */
  default double sum(long[] reference, long[] window) {
    requireSameBins(reference, window);
    double n = Math.max(1, total(reference));
    double m = Math.max(1, total(window));
    double sum = 0;
    for (int i = 0; i < window.length; i++) {
      if (reference[i] + window[i] > 0) {
        sum += of(window[i] / m, reference[i] / n, m, n);
      }
    }
    return sum;
  }

  static void requireSameBins(long[] reference, long[] window) {
    if (reference.length != window.length) {
      throw new IllegalArgumentException(
          "histograms of " + reference.length + " and " + window.length + " bins");
    }
  }

  static long total(long[] counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }
}
