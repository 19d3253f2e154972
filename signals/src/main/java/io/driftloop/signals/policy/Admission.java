package io.driftloop.signals.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The proposals that were not made of late, so that a segment that fails for weeks is one task and
 * not one each window.
 *
 * @param state what the policy remembers from now on
 * @param admitted to be asked for, in the order given
 */
public record Admission(PolicyState state, List<Proposal> admitted) {
  /** Actions on segments remembered at most; the oldest are forgotten first. */
  static final int CAPACITY = 1000;

  public Admission {
    admitted = List.copyOf(admitted);
  }

  /**
   * Holds back what was admitted within the last {@code quiet} time: the same action on the same
   * segment. The state given is not changed.
   */
  public static Admission of(
      PolicyState state, List<Proposal> proposals, Instant now, Duration quiet) {
    PolicyState next = state.copy();
    long oldest = now.minus(quiet).toEpochMilli();
    next.actions.values().removeIf(at -> at <= oldest);
    List<Proposal> admitted = new ArrayList<>();
    for (Proposal proposal : proposals) {
      if (next.actions.putIfAbsent(proposal.key(), now.toEpochMilli()) == null) {
        admitted.add(proposal);
      }
    }
    forget(next.actions);
    return new Admission(next, admitted);
  }

  private static void forget(Map<String, Long> actions) {
    List<String> oldest =
        actions.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.naturalOrder()))
            .limit(Math.max(0, actions.size() - CAPACITY))
            .map(Map.Entry::getKey)
            .toList();
    oldest.forEach(actions::remove);
  }
}
