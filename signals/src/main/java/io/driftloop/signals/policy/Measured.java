package io.driftloop.signals.policy;

/**
 * The figures of a signal that a forecast of the risk is made from.
 *
 * @param value in the window
 * @param reference the version's own, on rows that it was not fitted to; NaN where there is none
 * @param standardError of the difference of both
 * @param referenceCount rows behind the reference
 */
public record Measured(
    double value, double reference, double standardError, double referenceCount) {
  /** No mean log-loss comes near it. */
  private static final double LIMIT = 1e6;

  /** For what carries no figures. */
  public static Measured nothing() {
    return new Measured(Double.NaN, Double.NaN, Double.NaN, 0);
  }

  /** Whether value and reference are there and plausible as means of a risk. */
  boolean usable() {
    return Math.abs(value) <= LIMIT
        && Math.abs(reference) <= LIMIT
        && standardError >= 0
        && standardError <= LIMIT
        && referenceCount > 0;
  }

  /** The same for what falls where risk rises, as an accuracy becomes an error rate. */
  Measured complement() {
    return new Measured(1 - value, 1 - reference, standardError, referenceCount);
  }
}
