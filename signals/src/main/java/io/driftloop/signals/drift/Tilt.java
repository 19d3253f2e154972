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
      rising = determinant > 0 && climb(ds, dv, value);
    }
    return exponent;
  }

  /** Goes the step, or a part of it that leads higher; whether that was worth it. */
  private boolean climb(double ds, double dv, double value) {
    double fraction = 1;
    while (fraction > 1e-6) {
      double nextS = s + fraction * ds;
      double nextV = v + fraction * dv;
      cumulants.evaluate(nextS, nextV);
      double reached = nextS * value - cumulants.value;
      if (reached >= exponent) {
        boolean worth = reached - exponent > 1e-9 * (1 + reached);
        s = nextS;
        v = nextV;
        exponent = reached;
        return worth;
      }
      fraction /= 2;
    }
    cumulants.evaluate(s, v);
    return false;
  }

  double s() {
    return s;
  }
}
