package io.driftloop.signals.drift;

import java.util.function.DoubleUnaryOperator;

/**
 * Wasserstein-1, the earth mover's distance: how far a row has to move on average to turn one
 * distribution into the other, in the feature's own unit (Vallender 1974).
 */
public final class Wasserstein {
  private Wasserstein() {}

  /** The distance of two histograms whose bins ascend by one; 0 where one is empty. */
  public static double distance(long[] reference, long[] window) {
    return distance(reference, window, indices(window.length));
  }

  /** The distance of two histograms whose bins stand at ascending positions. */
  public static double distance(long[] reference, long[] window, double[] positions) {
    double n = BinTerm.total(reference);
    double m = BinTerm.total(window);
    double sum = 0;
    long x = 0;
    long y = 0;
    for (int i = 0; i < window.length - 1 && n > 0 && m > 0; i++) {
      x += reference[i];
      y += window[i];
      // Either factor alone can be at the end of the range of a double; their product is clipped.
      double difference = Math.abs(x / n - y / m);
      sum += difference * positions[i + 1] - difference * positions[i];
    }
    return Math.min(sum, Double.MAX_VALUE);
  }

  /** The distance of two samples; values that are not finite are left out. */
  public static double distance(double[] reference, double[] window) {
    PooledSamples samples = PooledSamples.of(reference, window);
    return distance(samples.reference(), samples.window(), samples.values());
  }

  /**
   * The distance of two quantile functions, such as those of sketches: the mean of their difference
   * at the middles of {@code points} equal parts of 0 to 1.
   */
  public static double distance(
      DoubleUnaryOperator reference, DoubleUnaryOperator window, int points) {
    if (points < 1) {
      throw new IllegalArgumentException("a distance needs at least one point");
    }
    double sum = 0;
    for (int i = 0; i < points; i++) {
      double rank = (i + 0.5) / points;
      sum += Math.abs(reference.applyAsDouble(rank) - window.applyAsDouble(rank)) / points;
    }
    return Math.min(sum, Double.MAX_VALUE);
  }

  /** The score of histograms whose bins stand at ascending positions. */
  public static DriftScore score(
      long[] reference, long[] window, double[] positions, double alpha, long minimumCount) {
    HistogramDrift.checkLevel(alpha);
    double value = distance(reference, window, positions);
    PooledCounts pooled = new PooledCounts(reference, window);
    if (!pooled.comparable() || Math.min(pooled.n, pooled.m) < minimumCount) {
      return DriftScore.unjudged(DriftMethod.WASSERSTEIN, value, pooled.n, pooled.m);
    }
    NullLaw law = new WassersteinLaw(reference, window, positions);
    return new DriftScore(
        DriftMethod.WASSERSTEIN, value, pooled.n, pooled.m, law.quantile(alpha), law.tail(value));
  }

  /** The score of samples; values that are not finite are left out. */
  public static DriftScore score(
      double[] reference, double[] window, double alpha, long minimumCount) {
    PooledSamples samples = PooledSamples.of(reference, window);
    return score(samples.reference(), samples.window(), samples.values(), alpha, minimumCount);
  }

  static NullLaw law(long[] reference, long[] window) {
    return new WassersteinLaw(reference, window, indices(window.length));
  }

  private static double[] indices(int size) {
    double[] indices = new double[size];
    for (int i = 0; i < size; i++) {
      indices[i] = i;
    }
    return indices;
  }
}
