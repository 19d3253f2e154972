package io.driftloop.signals.drift;

import io.driftloop.signals.stats.Hypergeometric;

/**
 * Tests of a rate against the reference's: missing and unseen values, values out of range,
 * outliers. Exact for any counts (Fisher 1935), which rates near zero need.
 */
public final class RateShift {
  private RateShift() {}

  /**
   * The score of a rise alone, which is what a rate of faults is watched for: value is the window's
   * rate less the reference's, -1 to 1.
   *
   * @param referenceMarked rows of the reference that count, 0 to n
   * @param n rows of the reference
   * @param windowMarked rows of the window that count, 0 to m
   * @param m rows of the window
   * @param alpha chance of exceeding the threshold when nothing has changed
   * @param minimumCount rows that each side must have to be judged
   */
  public static DriftScore risen(
      long referenceMarked, long n, long windowMarked, long m, double alpha, long minimumCount) {
    return score(referenceMarked, n, windowMarked, m, alpha, minimumCount, false);
  }

  /** The score of a change in either direction: value is the difference of rates, 0 to 1. */
  public static DriftScore changed(
      long referenceMarked, long n, long windowMarked, long m, double alpha, long minimumCount) {
    return score(referenceMarked, n, windowMarked, m, alpha, minimumCount, true);
  }

  private static DriftScore score(
      long x, long n, long y, long m, double alpha, long minimumCount, boolean eitherWay) {
    HistogramDrift.checkLevel(alpha);
    if (x < 0 || y < 0 || x > n || y > m) {
      throw new IllegalArgumentException("rates of " + x + "/" + n + " and " + y + "/" + m);
    }
    double signed = y / Math.max(1.0, m) - x / Math.max(1.0, n);
    double value = eitherWay ? Math.abs(signed) : signed;
    if (Math.min(n, m) < Math.max(1, minimumCount)) {
      return DriftScore.unjudged(DriftMethod.RATE, value, n, m);
    }
    Hypergeometric law = new Hypergeometric(n + m, x + y, m);
    boolean fell = eitherWay && signed < 0;
    double tail = fell ? law.atMost(y) : law.atLeast(y);
    double sides = eitherWay ? 2 : 1;
    long limit = fell ? lowest(law, alpha / sides) : highest(law, alpha / sides);
    double atLimit = (double) limit / m - (double) (x + y - limit) / n;
    return new DriftScore(
        DriftMethod.RATE, value, n, m, fell ? -atLimit : atLimit, Math.min(1, sides * tail));
  }

  /** The largest count whose tail is still above the level. */
  private static long highest(Hypergeometric law, double alpha) {
    long low = law.smallest();
    long high = law.largest() + 1;
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (law.atLeast(middle) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static long lowest(Hypergeometric law, double alpha) {
    long low = law.smallest() - 1;
    long high = law.largest();
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (law.atMost(middle) > alpha) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
