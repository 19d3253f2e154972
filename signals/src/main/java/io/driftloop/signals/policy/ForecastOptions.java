package io.driftloop.signals.policy;

import java.io.Serializable;
import java.time.Duration;

/**
 * What the cost-aware rule weighs. The defaults are the same for every stream.
 *
 * @param cost of a retraining, in wrong answers that it must save to be worth it
 * @param minimumGain smallest gain that matters, as a share of the labelled rows of the horizon;
 *     the larger of it and the cost counts
 * @param horizon event time for which a new version is expected to be of use
 * @param standardErrors of the rise of the risk that count as more than chance
 * @param halfLife windows after which one counts half in the recent risk, above 0
 * @param concession share of the way that the baseline gives in to a new champion which is worse
 *     than it, 0 to 1: 0 expects the best risk ever reached to come back, 1 forgets it
 */
public record ForecastOptions(
    double cost,
    double minimumGain,
    Duration horizon,
    double standardErrors,
    double halfLife,
    double concession)
    implements Serializable {

  public ForecastOptions {
    if (!(cost >= 0) || !(minimumGain >= 0) || !(standardErrors >= 0)) {
      throw new IllegalArgumentException(
          "cost %s, gain %s and standard errors %s must be at least 0"
              .formatted(cost, minimumGain, standardErrors));
    }
    if (!(halfLife > 0) || !(concession >= 0 && concession <= 1) || horizon.isNegative()) {
      throw new IllegalArgumentException(
          "half-life %s must be above 0, concession %s within 0 and 1, horizon %s not below 0"
              .formatted(halfLife, concession, horizon));
    }
  }

  /**
   * Ten errors, or a point over twelve weeks, at three standard errors; windows halve after three.
   */
  public static ForecastOptions defaults() {
    return new ForecastOptions(10, 0.01, Duration.ofDays(84), 3, 3, 0.2);
  }
}
