package io.driftloop.signals.drift;

/**
 * What one statistic says of a window, with all that is needed to judge it: a value alone says
 * nothing, for it grows with few rows and many bins.
 *
 * @param value the statistic, finite
 * @param referenceCount rows of the reference behind it
 * @param windowCount rows of the window behind it
 * @param threshold what the value exceeds with a chance of alpha at most when nothing has changed;
 *     NaN where there was too little evidence to judge
 * @param pValue chance of such a value when nothing has changed, from above; 1 where there was too
 *     little evidence
 */
public record DriftScore(
    DriftMethod method,
    double value,
    long referenceCount,
    long windowCount,
    double threshold,
    double pValue) {

  /** Whether the value is more than chance gives at the level that was asked for. */
  public boolean exceeded() {
    return value > threshold;
  }

  /** The same against a threshold that was found otherwise. */
  public DriftScore against(double threshold) {
    return new DriftScore(method, value, referenceCount, windowCount, threshold, pValue);
  }

  static DriftScore unjudged(DriftMethod method, double value, long n, long m) {
    return new DriftScore(method, value, n, m, Double.NaN, 1);
  }
}
