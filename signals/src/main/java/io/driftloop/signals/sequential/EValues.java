package io.driftloop.signals.sequential;

import java.util.Arrays;

/**
 * Turns p-values into e-values and back, and merges e-values. An e-value is a number of at least 0
 * whose expectation is at most 1 where nothing is wrong; unlike p-values, any number of them, in
 * any dependence, may simply be averaged (Vovk and Wang 2021).
 */
public final class EValues {
  /** Below this the calibrator's closed form cancels and its series is exact. */
  private static final double SMALL = 1e-2;

  private EValues() {}

  /** A number from its natural logarithm, the largest finite one where it would overflow. */
  static double ofLog(double log) {
    return Math.min(Math.exp(log), Double.MAX_VALUE);
  }

  /**
   * The power calibrator {@code κ p^(κ−1)} (Vovk and Wang 2021).
   *
   * @param p 0 to 1
   * @param kappa between 0 and 1: the smaller, the more is made of very small p-values
   * @return at most the largest finite number, also for 0
   */
  public static double ofP(double p, double kappa) {
    Levels.require(kappa);
    return ofLog(Math.log(kappa) + (kappa - 1) * Math.log(requireP(p)));
  }

  /**
   * The power calibrator averaged over all κ, {@code (1 − p + p ln p) / (p ln² p)}, which needs no
   * choice (Vovk and Wang 2021).
   *
   * @param p 0 to 1
   * @return at least a half; at most the largest finite number, also for 0
   */
  public static double ofP(double p) {
    double s = -Math.log(requireP(p));
    if (s < SMALL) {
      return 0.5 + s * (1 / 6.0 + s * (1 / 24.0 + s * (1 / 120.0 + s * (1 / 720.0 + s / 5040))));
    }
    return s > 709 ? Double.MAX_VALUE : (Math.expm1(s) - s) / s / s;
  }

  /** The p-value {@code min(1, 1/e)} (Markov's inequality). */
  public static double toP(double e) {
    return Math.min(1, 1 / requireE(e));
  }

  /** The mean, an e-value under any dependence; 1, which says nothing, for none. */
  public static double mean(double... eValues) {
    double[] weights = new double[eValues.length];
    Arrays.fill(weights, 1.0 / Math.max(1, eValues.length));
    return weightedMean(eValues, weights);
  }

  /**
   * The weighted mean, an e-value under any dependence.
   *
   * @param weights one an e-value, at least 0, which sum to at most 1 and were chosen before the
   *     e-values were seen; what is missing to 1 is kept out of the bet
   */
  public static double weightedMean(double[] eValues, double[] weights) {
    if (eValues.length != weights.length) {
      throw new IllegalArgumentException(
          "%d weights for %d e-values".formatted(weights.length, eValues.length));
    }
    double total = 0;
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0)) {
        throw new IllegalArgumentException("a weight of %s is below 0".formatted(weights[i]));
      }
      total += weights[i];
      mean += weights[i] * Math.min(requireE(eValues[i]), Double.MAX_VALUE);
    }
    if (total > 1 + 1e-9) {
      throw new IllegalArgumentException("weights sum to %s, above 1".formatted(total));
    }
    return Math.min(mean + Math.max(0, 1 - total), Double.MAX_VALUE);
  }

  static double requireP(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a p-value of %s is outside 0 to 1".formatted(p));
    }
    return p;
  }

  static double requireE(double e) {
    if (!(e >= 0)) {
      throw new IllegalArgumentException("an e-value of %s is below 0".formatted(e));
    }
    return e;
  }
}
