package io.driftloop.signals.performance;

import java.io.Serializable;

/**
 * When a loss of quality counts: larger than what matters and larger than chance.
 *
 * @param minimumSamples labelled rows below which a window is measured but never breached
 * @param alpha chance of a breach where quality is unchanged, for each test of a window
 * @param accuracy smallest fall of the accuracy that matters, as a share
 * @param logLoss smallest rise of the log-loss that matters, in nats
 */
public record PerformanceThresholds(
    long minimumSamples, double alpha, double accuracy, double logLoss) implements Serializable {

  public static PerformanceThresholds defaults() {
    return new PerformanceThresholds(100, 5e-3, 0.03, 0.1);
  }

  /** Whether a window of so many rows is judged; an empty one never is. */
  boolean enough(long samples) {
    return samples > 0 && samples >= minimumSamples;
  }
}
