package io.driftloop.signals.drift;

import java.io.Serializable;

/**
 * When a difference counts: it must be larger than what matters (the minimum effects) and larger
 * than what chance gives for the samples at hand.
 *
 * @param minimumSamples rows below which a window is measured but never breached
 * @param alpha chance of a breach on an unchanged feature, for each test of a window
 * @param psi smallest PSI that matters
 * @param jensenShannon smallest Jensen–Shannon distance that matters
 * @param rate smallest change of a missing or unseen rate that matters
 * @param predictionDrift smallest Jensen–Shannon distance of predicted classes that matters
 * @param confidence smallest change of the mean top score or entropy that matters
 */
public record DriftThresholds(
    long minimumSamples,
    double alpha,
    double psi,
    double jensenShannon,
    double rate,
    double predictionDrift,
    double confidence)
    implements Serializable {

  public static DriftThresholds defaults() {
    return new DriftThresholds(100, 1e-4, 0.2, 0.15, 0.02, 0.1, 0.05);
  }

  /** Whether a window of so many rows is judged; an empty one never is. */
  boolean enough(long samples) {
    return samples > 0 && samples >= minimumSamples;
  }
}
