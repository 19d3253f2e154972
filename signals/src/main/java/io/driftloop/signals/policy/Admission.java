package io.driftloop.signals.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

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
    Quiet remembered = new Quiet(next.actions, CAPACITY, now, quiet);
    List<Proposal> admitted =
        proposals.stream().filter(proposal -> remembered.admits(proposal.key())).toList();
    remembered.forgetOldest();
    return new Admission(next, admitted);
  }
}
