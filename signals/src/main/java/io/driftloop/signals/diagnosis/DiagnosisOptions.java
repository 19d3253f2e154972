package io.driftloop.signals.diagnosis;

import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.RemedyOptions;
import io.driftloop.signals.severity.HarmOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * What is said of a window, and what may be asked for.
 *
 * @param harm when a rise of the risk counts
 * @param remedies when an action fits
 * @param alertQuiet event time in which the same alert is not raised again
 * @param proposalQuiet event time in which the same action on the same segment is not proposed
 *     again
 * @param rollBackWindows windows with labels after a swap in which it may be taken back
 * @param actions that are asked for by an event; all others are only proposed
 */
public record DiagnosisOptions(
    HarmOptions harm,
    RemedyOptions remedies,
    Duration alertQuiet,
    Duration proposalQuiet,
    int rollBackWindows,
    Set<Action> actions)
    implements Serializable {

  public DiagnosisOptions {
    actions = Set.copyOf(actions);
  }
}
