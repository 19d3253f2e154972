package io.driftloop.signals.performance;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** One-sided p-values of whether a window is worse than its reference; 1 without evidence. */
public final class Comparison {
  private static final double SMALL_COUNT = 10;
  private static final long LARGEST_EXACT = 1_000_000;

  private Comparison() {}

  /**
   * That the window's share of hits is no lower: Fisher's exact test (1935) where any expected
   * count is below 10, else the pooled two-proportion z-test.
   */
  public static double shareFell(
      long referenceHits, long referenceCount, long windowHits, long windowCount) {
    if (referenceHits < 0
        || windowHits < 0
        || referenceHits > referenceCount
        || windowHits > windowCount) {
      throw new IllegalArgumentException("more hits than rows, or fewer than none");
    }
    if (referenceCount == 0 || windowCount == 0) {
      return 1;
    }
    double rows = (double) referenceCount + windowCount;
    double pooled = (referenceHits + windowHits) / rows;
    double rarest = Math.min(referenceCount, windowCount) * Math.min(pooled, 1 - pooled);
    if (rarest < SMALL_COUNT && rows <= LARGEST_EXACT) {
      return HypergeometricDistribution.of(
              (int) rows, (int) (referenceHits + windowHits), (int) windowCount)
          .cumulativeProbability((int) windowHits);
    }
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / referenceCount + 1.0 / windowCount));
    double change = (double) windowHits / windowCount - (double) referenceHits / referenceCount;
    return error == 0 ? 1 : NormalDistribution.of(0, 1).cumulativeProbability(change / error);
  }

  /**
   * That the window's mean loss is no higher: Welch's t-test (1947). 1 where neither side varies,
   * because nothing then says how sure the means are.
   */
  public static double lossRose(BoundedLoss reference, BoundedLoss window) {
    if (reference.count() < 2 || window.count() < 2) {
      return 1;
    }
    double a = reference.variance() / reference.count();
    double b = window.variance() / window.count();
    double change = window.mean() - reference.mean();
    if (a + b == 0) {
      return 1;
    }
    double freedom =
        (a + b) * (a + b) / (a * a / (reference.count() - 1) + b * b / (window.count() - 1));
    return Double.isFinite(freedom)
        ? TDistribution.of(freedom).survivalProbability(change / Math.sqrt(a + b))
        : 1;
  }
}
