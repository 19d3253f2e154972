package io.driftloop.signals.drift;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The law of {@link BinTerm#G} where too many windows are possible to look at each. Under no drift,
 * and given what both sides hold together, the window's count of a bin is binomial, independent of
 * the others but for their sum. So the joint cumulant function of statistic and sum is a plain sum
 * over bins, and the double saddlepoint approximation (Skovgaard 1987) turns it into a tail whose
 * relative error stays small however far out, where chi-squared is wrong by orders of magnitude.
 */
final class SaddlepointLaw implements NullLaw {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Below this exponent the approximation divides nothing by nothing. */
  private static final double LEAST_EXPONENT = 1e-3;

  private final Tilt tilt;
  private final double sumVariance;

  SaddlepointLaw(BinTerm term, PooledCounts pooled) {
    tilt = new Tilt(new CumulantFunction(term, pooled));
    sumVariance = tilt.cumulants.bySum2;
  }

  @Override
  public double tail(double value) {
    if (value <= 0) {
      return 1;
    }
    double exponent = tilt.solve(value);
    if (exponent < LEAST_EXPONENT) {
      double aside = Math.sqrt(tilt.variance) / 8;
      return (beyond(value + aside, tilt.solve(value + aside))
              + beyond(value - aside, tilt.solve(value - aside)))
          / 2;
    }
    return beyond(value, exponent);
  }

  private double beyond(double value, double exponent) {
    CumulantFunction cumulants = tilt.cumulants;
    double u = tilt.s() * Math.sqrt(Math.max(0, cumulants.determinant()) / sumVariance);
    boolean reached = Math.abs(cumulants.byStatistic - value) < 1e-3 * value;
    if (exponent >= Tilt.FAR || u == 0 || !reached) {
      return tilt.s() > 0 ? Math.exp(-exponent) : 1;
    }
    double r = Math.copySign(Math.sqrt(2 * exponent), u);
    double tail = NORMAL.survivalProbability(r) + NORMAL.density(r) * (1 / u - 1 / r);
    return tail > 0 ? Math.min(tail, 1) : Math.exp(-exponent);
  }

  @Override
  public double quantile(double alpha) {
    return NullLaw.search(this::tail, alpha, 0, tilt.mean + 2 * Math.sqrt(tilt.variance));
  }
}
