package io.driftloop.signals.policy;

import io.driftloop.signals.SignalKind;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * When a breach is worth a retraining.
 *
 * @param triggers the kinds that may ask for one; all others only explain
 * @param minimumSamples rows that a breached window must have
 * @param consecutive breached windows in a row that it takes, at least 1
 * @param cooldown event time between two requests
 * @param inFlightTimeout event time after which an unanswered request no longer blocks the next
 * @param trainingWindow event time of rows to train on, up to the decision
 * @param rule what makes a risk worth a request
 * @param forecast what the cost-aware rule needs
 * @param limits on requests beyond the cooldown, and requests that need no breach
 */
public record PolicyOptions(
    Set<SignalKind> triggers,
    long minimumSamples,
    int consecutive,
    Duration cooldown,
    Duration inFlightTimeout,
    Duration trainingWindow,
    Rule rule,
    ForecastOptions forecast,
    RequestLimits limits)
    implements Serializable {

  public PolicyOptions {
    triggers = Set.copyOf(triggers);
  }

  /** What makes a risk worth a request. */
  public enum Rule {
    /** So many breached windows of a trigger in a row. */
    THRESHOLD,
    /** A forecast loss over the horizon above the cost of a retraining. */
    COST_AWARE
  }

  /** The threshold rule without further limits. */
  public PolicyOptions(
      Set<SignalKind> triggers,
      long minimumSamples,
      int consecutive,
      Duration cooldown,
      Duration inFlightTimeout,
      Duration trainingWindow) {
    this(
        triggers,
        minimumSamples,
        consecutive,
        cooldown,
        inFlightTimeout,
        trainingWindow,
        Rule.THRESHOLD,
        ForecastOptions.defaults(),
        RequestLimits.none());
  }
}
