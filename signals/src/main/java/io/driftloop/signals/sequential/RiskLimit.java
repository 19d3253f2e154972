package io.driftloop.signals.sequential;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A limit on an error rate that allows for how little a finite reference says. A monitor that
 * gathers evidence for ever against the reference's observed rate is sure to alarm in the end,
 * because that rate is not the true one; against an upper confidence bound it is not.
 *
 * @param observed the reference's error rate; 1 where there are no rows
 * @param bound the upper confidence bound on the model's true rate (Clopper and Pearson 1934)
 * @param limit the bound with the tolerance added, at most 1: what a risk is held against
 */
public record RiskLimit(double observed, double bound, double limit) {

  /**
   * The limit from held-back rows.
   *
   * @param referenceErrors errors among them
   * @param referenceCount how many there were; 0 gives a limit of 1, which nothing exceeds
   * @param tolerance by how much the rate may worsen before anybody cares, at least 0
   * @param confidence the chance that the bound holds, between 0 and 1: with what is missing to 1
   *     the limit may be below the healthy rate, and alarms are then not false by the data
   */
  public static RiskLimit from(
      long referenceErrors, long referenceCount, double tolerance, double confidence) {
    if (referenceErrors < 0 || referenceErrors > referenceCount) {
      throw new IllegalArgumentException(
          "%d errors among %d rows".formatted(referenceErrors, referenceCount));
    }
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("a tolerance of %s is below 0".formatted(tolerance));
    }
    Levels.require(confidence);
    double observed = referenceCount == 0 ? 1 : (double) referenceErrors / referenceCount;
    double bound =
        referenceErrors == referenceCount
            ? 1
            : BetaDistribution.of(referenceErrors + 1.0, (double) referenceCount - referenceErrors)
                .inverseCumulativeProbability(confidence);
    return new RiskLimit(observed, bound, Math.min(1, bound + tolerance));
  }

  /** Bets that the limit is exceeded. */
  public Bets bets() {
    return Bets.above(limit);
  }
}
