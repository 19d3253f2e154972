package io.driftloop.signals.drift;

/**
 * Finds the exponential tilt under which a value of a statistic is its mean and the window keeps
 * its number of rows. Its exponent is how unlikely the value is without a tilt, by Chernoff's
 * bound: no tail is above {@code exp(-exponent)}, but for the chance of the number of rows itself.
 */
final class Tilt {
  /** Beyond this exponent a tail is not told from zero. */
  static final double FAR = 300;

  private static final int MAX_STEPS = 60;

  /**
   * Twice the exponent that a step still promises when it is the last one and is gone as a whole.
   * The exponent is flat here: whether the step leads higher is a matter of rounding, and a part of
   * it would leave a tilt that depends on the order of the bins.
   */
  static final double NEAR = 1e-9;

  final CumulantFunction cumulants;

  /** The statistic's mean and variance without a tilt. */
  final double mean;

  final double variance;

  private double s;
  private double v;
  private double exponent;

  Tilt(CumulantFunction cumulants) {
    this.cumulants = cumulants;
    cumulants.evaluate(0, 0);
    mean = cumulants.byStatistic;
    variance = cumulants.conditionalVariance();
  }

  /**
   * The exponent of a value above the mean, by Newton's method with halving on a concave function.
   * The cumulants stand at the tilt afterwards.
   */
  double solve(double value) {
    s = 0;
    v = 0;
    exponent = 0;
    double step = (1 - mean / value) * mean / variance;
    boolean rising = climb(step, 0, value);
    for (int i = 0; i < MAX_STEPS && rising && exponent < FAR; i++) {
      double lack = value - cumulants.byStatistic;
      double determinant = cumulants.determinant();
      double ds = (cumulants.bySum2 * lack + cumulants.mixed * cumulants.bySum) / determinant;
      double dv =
          (-cumulants.mixed * lack - cumulants.byStatistic2 * cumulants.bySum) / determinant;
      if (determinant > 0 && ds * lack - dv * cumulants.bySum < NEAR) {
        moveTo(s + ds, v + dv, value);
        return exponent;
      }
      rising = determinant > 0 && climb(ds, dv, value);
    }
    return exponent;
  }

  /** Goes the step, or a part of it that leads higher; whether that was worth it. */
  private boolean climb(double ds, double dv, double value) {
    double startS = s;
    double startV = v;
    double before = exponent;
    for (double fraction = 1; fraction > 1e-6; fraction /= 2) {
      moveTo(startS + fraction * ds, startV + fraction * dv, value);
      if (exponent >= before) {
        return exponent - before > 1e-9 * (1 + exponent);
      }
    }
    moveTo(startS, startV, value);
    return false;
  }

  private void moveTo(double s, double v, double value) {
    this.s = s;
    this.v = v;
    cumulants.evaluate(s, v);
    exponent = s * value - cumulants.value;
  }

  double s() {
    return s;
  }
}
