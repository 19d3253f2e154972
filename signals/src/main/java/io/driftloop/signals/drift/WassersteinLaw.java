package io.driftloop.signals.drift;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A bound on the law of Wasserstein-1. The difference of the cumulative distributions is close to a
 * Gaussian process, and a norm of such exceeds its mean with less chance than the normal variable
 * of its largest directional variance (Borell 1975; Tsirelson, Ibragimov, Sudakov 1976). For this
 * norm that direction is the difference of means, so its skewness is taken in too, by Pearson's
 * type III.
 */
final class WassersteinLaw implements NullLaw {
  private static final double LEAST_SKEWNESS = 1e-3;

  private final double scale;
  private final double mean;
  private final double deviation;
  private final double skewness;

  WassersteinLaw(long[] reference, long[] window, double[] positions) {
    double n = BinTerm.total(reference);
    double m = BinTerm.total(window);
    double precision = 1 / n + 1 / m;
    scale = scale(positions);
    double centre = 0;
    double absolute = 0;
    double below = 0;
    for (int i = 0; i < positions.length; i++) {
      double share = (reference[i] + window[i]) / (n + m);
      centre += share * positions[i] / scale;
      below += share;
      if (i + 1 < positions.length) {
        double step = positions[i + 1] / scale - positions[i] / scale;
        double spread = Math.max(0, below * (1 - below));
        absolute += step * Math.sqrt(2 / Math.PI * spread * precision);
      }
    }
    double variance = 0;
    double third = 0;
    for (int i = 0; i < positions.length; i++) {
      double share = (reference[i] + window[i]) / (n + m);
      double away = positions[i] / scale - centre;
      variance += share * away * away;
      third += share * away * away * away;
    }
    double meanVariance = variance * precision * (n + m) / (n + m - 1);
    mean = absolute;
    deviation = Math.sqrt(meanVariance);
    double thirdOfMean = Math.abs(third * (1 / (m * m) - 1 / (n * n)));
    skewness = thirdOfMean / Math.max(Math.pow(meanVariance, 1.5), Double.MIN_NORMAL);
  }

  /** Positions are brought to a size of one, so that their squares stay in range. */
  private static double scale(double[] positions) {
    double largest = Math.max(Math.abs(positions[0]), Math.abs(positions[positions.length - 1]));
    return largest > 0 ? largest : 1;
  }

  @Override
  public double tail(double value) {
    return scaledTail(value / scale);
  }

  private double scaledTail(double value) {
    double z = (value - mean) / deviation;
    if (skewness < LEAST_SKEWNESS) {
      return NormalDistribution.of(0, 1).survivalProbability(z);
    }
    double shape = 4 / (skewness * skewness);
    return GammaDistribution.of(shape, 1 / Math.sqrt(shape))
        .survivalProbability(Math.max(0, z + Math.sqrt(shape)));
  }

  @Override
  public double quantile(double alpha) {
    double high = mean + 4 * deviation;
    double threshold = NullLaw.search(this::scaledTail, alpha, 0, high) * scale;
    return Math.min(threshold, Double.MAX_VALUE);
  }
}
