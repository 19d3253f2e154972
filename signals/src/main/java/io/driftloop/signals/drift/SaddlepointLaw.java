package io.driftloop.signals.drift;

import org.apache.commons.statistics.distribution.GammaDistribution;
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

  /** Tails above this, near the mean where the approximation divides by nothing, are a gamma's. */
  private static final double CENTRAL = 0.3;

  private final Tilt tilt;
  private final double sumVariance;
  private final GammaDistribution centre;

  SaddlepointLaw(BinTerm term, PooledCounts pooled) {
    tilt = new Tilt(new CumulantFunction(term, pooled));
    sumVariance = tilt.cumulants.bySum2;
    centre =
        GammaDistribution.of(tilt.mean * tilt.mean / tilt.variance, tilt.variance / tilt.mean);
  }

  @Override
  public double tail(double value) {
    if (value <= 0) {
      return 1;
    }
    double central = centre.survivalProbability(value);
    return central > CENTRAL || value <= tilt.mean ? central : beyond(value);
  }

  private double beyond(double value) {
    double exponent = tilt.solve(value);
    CumulantFunction cumulants = tilt.cumulants;
    double u2 = tilt.s() * tilt.s() * cumulants.determinant() / sumVariance;
    boolean reached = Math.abs(cumulants.byStatistic - value) < 1e-3 * value;
    if (exponent >= Tilt.FAR || !(u2 > 0) || !reached) {
      return Math.exp(-exponent);
    }
    double r = Math.sqrt(2 * exponent);
    double correction = NORMAL.density(r) * (1 / Math.sqrt(u2) - 1 / r);
    double tail = NORMAL.survivalProbability(r) + correction;
    return tail > 0 ? Math.min(tail, 1) : Math.exp(-exponent);
  }

  @Override
  public double quantile(double alpha) {
    return NullLaw.search(this, alpha, tilt.mean, centre.inverseSurvivalProbability(alpha));
  }
}
