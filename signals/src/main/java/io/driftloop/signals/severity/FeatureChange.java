package io.driftloop.signals.severity;

/**
 * How far a feature moved, for the ranking of features.
 *
 * @param divergence from the reference, such as its PSI
 * @param nullExpectation what the divergence is on average where nothing changed
 * @param importance of the feature to the model, at least 0; NaN where unknown
 */
public record FeatureChange(
    String feature, double divergence, double nullExpectation, double importance) {

  /**
   * The mean of a feature's PSI where nothing changed: PSI over (1/n + 1/m) is then chi-squared
   * distributed with a degree of freedom less than there are bins (Yurdakul 2018).
   *
   * @param bins with an expected count above 0
   */
  public static double psiNullExpectation(long referenceRows, long windowRows, int bins) {
    if (referenceRows < 1 || windowRows < 1 || bins < 1) {
      return 0;
    }
    return (1.0 / referenceRows + 1.0 / windowRows) * (bins - 1);
  }
}
