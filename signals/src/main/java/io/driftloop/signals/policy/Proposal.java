package io.driftloop.signals.policy;

import io.driftloop.signals.severity.Severity;

/**
 * An action with its urgency.
 *
 * @param segment that it is for; empty for all rows
 * @param score larger is more urgent
 * @param reason in one sentence
 */
public record Proposal(Action action, String segment, double score, String reason) {

  /**
   * The urgency of an action: severity × traffic share × expected gain ÷ cost, where an INFO counts
   * 1, a WARNING 2 and a CRITICAL 3. Finite and at least 0 for any input; an unknown gain is 0.
   *
   * @param cost above 0, in any unit that is the same for all actions
   */
  public static double urgency(Severity severity, double trafficShare, double gain, double cost) {
    if (!(cost > 0) || Double.isInfinite(cost)) {
      throw new IllegalArgumentException("a cost of %s is not above 0 and finite".formatted(cost));
    }
    double weight = (severity.ordinal() + 1) * positive(gain) / cost;
    double score = Math.min(weight, Double.MAX_VALUE) * positive(trafficShare);
    return Math.min(score, Double.MAX_VALUE);
  }

  private static double positive(double value) {
    return Double.isNaN(value) ? 0 : Math.max(0, Math.min(value, Double.MAX_VALUE));
  }

  /** What duplicates have in common. */
  String key() {
    return action + "/" + segment;
  }
}
