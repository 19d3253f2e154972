package io.driftloop.signals.unlabelled;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A gamma distribution shifted to mean 0: the usual curve through three moments where a normal one
 * would get a skewed statistic's tails wrong.
 *
 * @param deviation the standard deviation
 * @param cumulant the third central moment
 */
record PearsonThree(double deviation, double cumulant) {
  /** Below this skewness the curve is normal to within rounding of the gamma function. */
  private static final double SYMMETRIC = 1e-3;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private double skewness() {
    return cumulant / (deviation * deviation * deviation);
  }

  PearsonThree flipped() {
    return new PearsonThree(deviation, -cumulant);
  }

  /** The chance of a value of at most {@code x}. */
  double lower(double x) {
    double skewness = skewness();
    if (Math.abs(skewness) < SYMMETRIC) {
      return NORMAL.cumulativeProbability(x / deviation);
    }
    double shape = 4 / (skewness * skewness);
    double z = Math.copySign(x / deviation, x * skewness);
    double at = Math.max(0, shape + z * Math.sqrt(shape));
    GammaDistribution gamma = GammaDistribution.of(shape, 1);
    return skewness > 0 ? gamma.cumulativeProbability(at) : gamma.survivalProbability(at);
  }

  /** The chance of a value of at least {@code x}. */
  double upper(double x) {
    return flipped().lower(-x);
  }

  /** The value that is not exceeded with this probability. */
  double quantile(double probability) {
    double skewness = skewness();
    if (Math.abs(skewness) < SYMMETRIC) {
      return deviation * NORMAL.inverseCumulativeProbability(probability);
    }
    double shape = 4 / (skewness * skewness);
    GammaDistribution gamma = GammaDistribution.of(shape, 1);
    double at =
        skewness > 0
            ? gamma.inverseCumulativeProbability(probability)
            : gamma.inverseSurvivalProbability(probability);
    return Math.signum(skewness) * deviation * (at - shape) / Math.sqrt(shape);
  }
}
