package io.driftloop.signals.severity;

/**
 * How much worse the model became, as far as it is known: the rise of its error rate, log-loss or
 * another risk over the reference's.
 *
 * @param rise above 0 is worse; NaN where unknown
 * @param standardError of the rise, at least 0; NaN where unknown
 */
public record RiskChange(double rise, double standardError) {
  public RiskChange {
    if (standardError < 0) {
      throw new IllegalArgumentException("a standard error of " + standardError + " is below 0");
    }
  }

  /** Nothing is known of the risk. */
  public static RiskChange unknown() {
    return new RiskChange(Double.NaN, Double.NaN);
  }

  public boolean known() {
    return Double.isFinite(rise) && Double.isFinite(standardError);
  }

  /**
   * Whether the rise is larger than what matters and than what chance explains.
   *
   * @param minimum smallest rise that matters
   * @param standardErrors how many of them count as more than chance
   */
  public boolean rose(double minimum, double standardErrors) {
    return known() && rise > Math.max(minimum, standardErrors * standardError);
  }
}
