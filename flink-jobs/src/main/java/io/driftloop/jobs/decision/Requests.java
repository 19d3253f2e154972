package io.driftloop.jobs.decision;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.diagnosis.Diagnosis;
import io.driftloop.signals.diagnosis.DiagnosisOptions;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.PolicyOptions;
import io.driftloop.signals.policy.PolicyState;
import io.driftloop.signals.policy.Proposal;
import io.driftloop.signals.policy.RetrainPolicy;
import io.driftloop.signals.policy.Verdict;
import io.driftloop.signals.policy.Verdict.Reason;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;

/**
 * What a window that closes, or a retraining that ends, asks the worker for: one thing at a time,
 * and what restores most before what costs least.
 *
 * @param policy when a retraining is asked for
 * @param options what else may be
 */
record Requests(PolicyOptions policy, DiagnosisOptions options) implements Serializable {

  /**
   * The verdict on a window, with a request if it asks for one. A version before goes before a
   * retraining, which goes before a tuned head, which goes before new class shares.
   *
   * @param diagnosis of the window, which remembers that a version before was asked for
   */
  Verdict verdict(Signal closing, Diagnosis diagnosis, PolicyState state) {
    Instant now = Instant.ofEpochMilli(closing.getWindowEnd());
    Optional<Verdict> rollBack = rollBack(closing, diagnosis, state, now);
    Verdict gate =
        RetrainPolicy.decide(
            rollBack.map(Verdict::state).orElse(state),
            Decisions.observation(closing),
            now,
            policy);
    return rollBack
        .map(asked -> new Verdict(gate.state(), asked.reason(), asked.detail(), asked.requestId()))
        .or(() -> gate.request() ? Optional.of(gate) : Optional.empty())
        .or(() -> tuning(closing, gate.state(), now))
        .or(() -> recalibration(closing, diagnosis, gate.state(), now))
        .orElse(gate);
  }

  /** The request for the version before, once for a swap. */
  private Optional<Verdict> rollBack(
      Signal closing, Diagnosis diagnosis, PolicyState state, Instant now) {
    Optional<Verdict> asked =
        proposed(diagnosis, Action.ROLL_BACK)
            .flatMap(
                proposal ->
                    RetrainPolicy.rollBack(
                        state,
                        Events.requestId(closing, Action.ROLL_BACK, ""),
                        proposal.reason(),
                        now,
                        policy));
    asked.ifPresent(request -> diagnosis.state().swap.rollBack = request.requestId());
    return asked;
  }

  /** The request to learn what labels closed a window; the worker's gate tells whether it helps. */
  private Optional<Verdict> tuning(Signal closing, PolicyState state, Instant now) {
    boolean learnable =
        options.actions().contains(Action.TUNE_HEAD)
            && Decisions.ofLabels(closing)
            && closing.getSampleCount() >= policy.minimumSamples()
            && !RetrainPolicy.stale(state, closing.getModelVersion());
    return learnable
        ? RetrainPolicy.mend(
            state,
            Reason.TUNE_HEAD,
            Events.requestId(closing, Action.TUNE_HEAD, ""),
            "%d newer labels".formatted(closing.getSampleCount()),
            now,
            policy)
        : Optional.empty();
  }

  /** The request for new class shares; where all is trained anew there is no need of it. */
  private Optional<Verdict> recalibration(
      Signal closing, Diagnosis diagnosis, PolicyState state, Instant now) {
    return proposed(diagnosis, Action.RECALIBRATE)
        .flatMap(
            proposal ->
                RetrainPolicy.mend(
                    state,
                    Reason.RECALIBRATE,
                    Events.requestId(closing, Action.RECALIBRATE, ""),
                    proposal.reason(),
                    now,
                    policy));
  }

  /** The proposal of an action that may be asked for. */
  private Optional<Proposal> proposed(Diagnosis diagnosis, Action action) {
    return diagnosis.proposals().stream()
        .filter(proposal -> proposal.action() == action)
        .filter(proposal -> options.actions().contains(action))
        .findFirst();
  }

  /**
   * The request that follows a retraining: the newest rows judged it and taught it nothing, and the
   * head learns them next.
   *
   * @param before the policy's state before it ended
   * @param ended the state since
   */
  Optional<Verdict> followUp(RetrainingOutcome outcome, PolicyState before, PolicyState ended) {
    boolean judged =
        outcome.getStatus() == OutcomeStatus.PUBLISHED
            || outcome.getStatus() == OutcomeStatus.REJECTED;
    return judged
            && options.actions().contains(Action.TUNE_HEAD)
            && RetrainPolicy.retraining(before, outcome.getRequestId())
        ? RetrainPolicy.mend(
            ended,
            Reason.TUNE_HEAD,
            Events.followUpId(outcome),
            "",
            Instant.ofEpochMilli(before.lastRequestAt),
            policy)
        : Optional.empty();
  }
}
