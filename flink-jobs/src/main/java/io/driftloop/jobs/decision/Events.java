package io.driftloop.jobs.decision;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.SegmentPriority;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.Proposal;
import io.driftloop.signals.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes the events that a closed window asks for. Pure: the same window gives the same events.
 *
 * @param closing the signal that closed the window
 * @param breached the window's breached signals
 * @param segments where it hurts, most urgent first
 * @param trainingWindow event time of rows to train on, up to the window's end
 */
record Events(
    Signal closing,
    List<Signal> breached,
    List<io.driftloop.signals.policy.SegmentPriority> segments,
    Duration trainingWindow) {

  /** The id of a request for an action; one for a retraining has none of these. */
  static String requestId(Signal closing, Action action, String segment) {
    String base =
        String.join(
            "/",
            closing.getModel(),
            closing.getModelVersion(),
            Instant.ofEpochMilli(closing.getWindowEnd()).toString(),
            action.name());
    return segment.isEmpty() ? base : base + "/" + segment;
  }

  /** The request for a retraining on the rows known by the closing window's end. */
  RetrainingEvent retraining(Verdict verdict) {
    return event(verdict.requestId(), Action.RETRAIN, verdict.detail(), segments).build();
  }

  /** The request for a version that is made of the champion and the same rows. */
  RetrainingEvent mending(Verdict verdict, Action action) {
    return event(verdict.requestId(), action, verdict.detail(), segments).build();
  }

  /** The id of the request to tune the head of what serves after a retraining. */
  static String followUpId(RetrainingOutcome outcome) {
    return outcome.getRequestId() + "/" + Action.TUNE_HEAD;
  }

  /**
   * The request to tune the head of what serves after a retraining, on the rows that it had.
   *
   * @param champion what served before
   * @param at event time of the retraining's request, in epoch milliseconds
   */
  static RetrainingEvent followUp(
      RetrainingOutcome outcome, String champion, long at, Duration trainingWindow) {
    boolean published = outcome.getStatus() == OutcomeStatus.PUBLISHED;
    return request(followUpId(outcome), outcome.getModel(), Action.TUNE_HEAD, at, trainingWindow)
        .setModelVersion(published ? outcome.getVersion() : champion)
        .setReasons(List.of())
        .setSegments(List.of())
        .setWhy("the retraining ended, and its newest rows taught nothing yet")
        .build();
  }

  /** The request to let a version serve again. */
  RetrainingEvent rollBack(Verdict verdict, String version) {
    return event(verdict.requestId(), Action.ROLL_BACK, verdict.detail(), segments)
        .setTargetVersion(version)
        .build();
  }

  /** The request for something that people or other readers do. */
  RetrainingEvent further(Proposal proposal) {
    return event(
            requestId(closing, proposal.action(), proposal.segment()),
            proposal.action(),
            proposal.reason(),
            segments.stream()
                .filter(segment -> segment.segment().equals(proposal.segment()))
                .toList())
        .build();
  }

  private RetrainingEvent.Builder event(
      String requestId,
      Action action,
      String why,
      List<io.driftloop.signals.policy.SegmentPriority> named) {
    return request(requestId, closing.getModel(), action, closing.getWindowEnd(), trainingWindow)
        .setModelVersion(closing.getModelVersion())
        .setReasons(breached)
        .setSegments(named.stream().map(Events::segment).toList())
        .setWhy(why);
  }

  /** A request to learn from the rows that were known by a time. */
  private static RetrainingEvent.Builder request(
      String requestId, String model, Action action, long at, Duration trainingWindow) {
    return RetrainingEvent.newBuilder()
        .setRequestId(requestId)
        .setModel(model)
        .setAction(action.name())
        .setRequestedAt(at)
        .setTrainFrom(at - trainingWindow.toMillis())
        .setTrainTo(at + 1);
  }

  private static SegmentPriority segment(io.driftloop.signals.policy.SegmentPriority segment) {
    return new SegmentPriority(
        segment.segment(),
        segment.priority(),
        Double.isFinite(segment.errorRatio()) ? segment.errorRatio() : null,
        segment.support(),
        segment.share());
  }
}
