package io.driftloop.signals;

import java.util.Arrays;
import java.util.Locale;

/** What can be measured of a window. The wire names are a contract with readers of signals. */
public enum SignalKind {
  /** Population stability index of a feature against the reference. */
  PSI,
  /** Jensen–Shannon distance, base 2, of a feature against the reference. */
  JENSEN_SHANNON,
  /** Share of missing values of a feature. */
  MISSING_RATE,
  /** Share of values of a categorical feature that the training data did not have. */
  UNSEEN_RATE,
  /** Jensen–Shannon distance, base 2, of the predicted classes against the reference. */
  PREDICTION_DRIFT,
  /** Mean of the highest class probability; too low or too high is a collapse. */
  CONFIDENCE,
  /** Mean entropy of the class probabilities as a share of its maximum, 0 to 1. */
  ENTROPY,
  /** Share of rows whose highest class probability is the label's. */
  ACCURACY,
  /** Mean negative natural logarithm of the label's probability. */
  LOG_LOSS,
  /** Not a measurement: comes last for a window, to say that all its signals are out. */
  WINDOW_EVALUATED;

  /** The name in records and configuration: lower case, with hyphens. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind with a wire name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static SignalKind ofWireName(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no signal kind is called " + name));
  }
}
