package io.driftloop.signals.policy;

import java.io.Serializable;
import java.time.Duration;

/**
 * How many retrainings may be asked for, and which need no breach.
 *
 * @param budget most requests within a budget period; 0 for no such limit
 * @param budgetPeriod event time that the budget is for
 * @param every event time after which a retraining is asked for whatever the signals say; zero for
 *     never
 * @param labels labelled rows after which one is asked for whatever the signals say; 0 for never
 * @param trial event time after which one is asked for where drift does no harm that is seen: only
 *     a new version shows whether a better one can be had; zero for never
 */
public record RequestLimits(
    int budget, Duration budgetPeriod, Duration every, long labels, Duration trial)
    implements Serializable {

  public RequestLimits {
    if (budget < 0
        || budgetPeriod.isNegative()
        || every.isNegative()
        || labels < 0
        || trial.isNegative()) {
      throw new IllegalArgumentException(
          "budget %d, its period %s, the schedule %s, labels %d and trials %s must not be below 0"
              .formatted(budget, budgetPeriod, every, labels, trial));
    }
  }

  /** No budget, and no request without a reason. */
  public static RequestLimits none() {
    return new RequestLimits(0, Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);
  }
}
