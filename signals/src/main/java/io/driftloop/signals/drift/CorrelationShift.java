package io.driftloop.signals.drift;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether any two features move together otherwise than in the reference, which no feature's own
 * histogram shows.
 */
public final class CorrelationShift {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Correlations beyond this are taken for it, so that their transform is finite. */
  private static final double LARGEST = 1 - 1e-6;

  private CorrelationShift() {}

  /**
   * The score of all pairs together: the largest standardised difference, at a level that
   * Bonferroni's inequality spreads over the pairs; so pairs may depend on each other.
   *
   * @param reference correlations of the reference, one a pair, -1 to 1
   * @param variances their variances times the number of rows, from {@link PairMoments} of the
   *     reference, or {@link #normalVariance} where those are unknown
   * @param referenceCounts rows behind each
   * @param window correlations of the window, of the same scores of the same pairs
   * @param windowCounts rows behind each
   * @param minimumCount rows that both sides of a pair must have for it to be judged; at least 10
   */
  public static DriftScore score(
      double[] reference,
      double[] variances,
      long[] referenceCounts,
      double[] window,
      long[] windowCounts,
      double alpha,
      long minimumCount) {
    HistogramDrift.checkLevel(alpha);
    int pairs = reference.length;
    if (variances.length != pairs
        || referenceCounts.length != pairs
        || window.length != pairs
        || windowCounts.length != pairs) {
      throw new IllegalArgumentException("the arrays are not of the same pairs");
    }
    double largest = 0;
    int judged = 0;
    int at = 0;
    for (int i = 0; i < pairs; i++) {
      if (Math.min(referenceCounts[i], windowCounts[i]) >= Math.max(10, minimumCount)) {
        judged++;
        double z =
            standardised(
                reference[i], variances[i], referenceCounts[i], window[i], windowCounts[i]);
        at = z > largest ? i : at;
        largest = Math.max(largest, z);
      }
    }
    long n = pairs == 0 ? 0 : referenceCounts[at];
    long m = pairs == 0 ? 0 : windowCounts[at];
    if (judged == 0) {
      return DriftScore.unjudged(DriftMethod.CORRELATION, 0, n, m);
    }
    double threshold = NORMAL.inverseSurvivalProbability(Math.min(alpha, 1) / (2.0 * judged));
    double pValue = Math.min(1, 2.0 * judged * NORMAL.survivalProbability(largest));
    return new DriftScore(DriftMethod.CORRELATION, largest, n, m, threshold, pValue);
  }

  /**
   * How many standard deviations of chance two correlations of a pair lie apart, 0 or more: with
   * this a caller ranks the pairs. It is the smaller of the difference itself and that of Fisher's
   * transforms (1921): the first is too lenient for normal pairs, the second for a strong
   * correlation that few rows break.
   */
  public static double standardised(
      double reference, double variance, long n, double window, long m) {
    double slope = 1 - Math.min(reference * reference, LARGEST * LARGEST);
    double spread = Math.max(variance, normalVariance(reference));
    double error = Math.sqrt(spread * (1.0 / (n - 3) + 1.0 / (m - 3)));
    double transformed = Math.abs(transform(reference) - transform(window)) * slope;
    return Math.min(Math.abs(reference - window), transformed) / error;
  }

  /**
   * The variance of a correlation of ranks of normal pairs, times the number of rows (Bonett,
   * Wright 2000). Too small where few rows break a strong correlation of the others.
   */
  public static double normalVariance(double correlation) {
    double square = Math.min(correlation * correlation, LARGEST * LARGEST);
    return (1 - square) * (1 - square) * (1 + square / 2);
  }

  private static double transform(double correlation) {
    double inside = Math.max(-LARGEST, Math.min(LARGEST, correlation));
    return 0.5 * Math.log((1 + inside) / (1 - inside));
  }
}
