package io.driftloop.signals.severity;

/**
 * What is known of the model's risk when a window is graded.
 *
 * @param measured from labels
 * @param estimated without labels, such as from calibrated scores
 * @param rosePreviously whether {@link HarmRule#risen} held in the window before this one: labels
 *     and features of one harm need not fall into the same window
 */
public record KnownRisk(RiskChange measured, RiskChange estimated, boolean rosePreviously) {

  /** Neither labels nor estimates are there. */
  public static KnownRisk nothing() {
    return new KnownRisk(RiskChange.unknown(), RiskChange.unknown(), false);
  }
}
