package io.driftloop.signals.drift;

import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The law of a weighted sum of squares of independent standard normal variables, by the saddlepoint
 * approximation (Kuonen 1999), which follows the largest weight far out where matched moments do
 * not.
 */
final class QuadraticLaw implements NullLaw {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double CENTRAL = 0.3;
  private static final int STEPS = 100;

  private final double[] weights;
  private final double largest;
  private final double mean;
  private final GammaDistribution centre;

  /**
   * @param weights 0 or more, at least one above
   */
  QuadraticLaw(double[] weights) {
    this.weights = weights;
    double sum = 0;
    double squares = 0;
    double most = 0;
    for (double weight : weights) {
      sum += weight;
      squares += weight * weight;
      most = Math.max(most, weight);
    }
    largest = most;
    mean = sum;
    centre = GammaDistribution.of(sum * sum / (2 * squares), 2 * squares / sum);
  }

  @Override
  public double tail(double value) {
    if (value <= 0) {
      return 1;
    }
    double central = centre.survivalProbability(value);
    return central > CENTRAL || value <= mean ? central : beyond(value);
  }

  private double beyond(double value) {
    double low = 0;
    double high = 1 / (2 * largest);
    for (int i = 0; i < STEPS; i++) {
      double middle = (low + high) / 2;
      if (slope(middle) < value) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double cumulant = 0;
    double curvature = 0;
    for (double weight : weights) {
      double left = 1 - 2 * low * weight;
      cumulant -= Math.log(left) / 2;
      curvature += 2 * weight * weight / (left * left);
    }
    double exponent = low * value - cumulant;
    double r = Math.sqrt(2 * exponent);
    double u = low * Math.sqrt(curvature);
    double tail = NORMAL.survivalProbability(r) + NORMAL.density(r) * (1 / u - 1 / r);
    return tail >= 0 ? Math.min(1, tail) : Math.exp(-exponent);
  }

  private double slope(double s) {
    double slope = 0;
    for (double weight : weights) {
      slope += weight / (1 - 2 * s * weight);
    }
    return slope;
  }

  @Override
  public double quantile(double alpha) {
    return NullLaw.search(this::tail, alpha, mean, 2 * mean);
  }
}
