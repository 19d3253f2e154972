package io.driftloop.jobs.decision;

import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.schemas.ActionProposal;
import io.driftloop.schemas.DecisionOutcome;
import io.driftloop.schemas.FailureSignature;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Variant;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.diagnosis.Measurement;
import io.driftloop.signals.policy.Measured;
import io.driftloop.signals.policy.Observation;
import io.driftloop.signals.policy.Proposal;
import io.driftloop.signals.policy.Verdict;
import io.driftloop.signals.signature.Figure;
import io.driftloop.signals.signature.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Translates between the records of the topics and the policy's terms. Pure functions. */
final class Decisions {
  private Decisions() {}

  /** The evaluation that a signal comes from. */
  static String source(Signal signal) {
    SignalKind kind = kind(signal);
    if (kind == SignalKind.WINDOW_EVALUATED || kind == SignalKind.LAG) {
      return signal.getSubject();
    }
    return kind.fromLabels() ? EvaluateFunction.SOURCE_LABELS : EvaluateFunction.SOURCE_DATA;
  }

  /** Whether a closing signal is of the labels' evaluation. */
  static boolean ofLabels(Signal closing) {
    return source(closing).equals(EvaluateFunction.SOURCE_LABELS);
  }

  /** Whether this release knows what was measured; a later one may measure more. */
  static boolean known(Signal signal) {
    return Arrays.stream(SignalKind.values())
        .anyMatch(kind -> kind.wireName().equals(signal.getKind()));
  }

  static SignalKind kind(Signal signal) {
    return SignalKind.ofWireName(signal.getKind());
  }

  static Observation observation(Signal signal) {
    return new Observation(
        signal.getModel(),
        signal.getModelVersion(),
        signal.getVariant().equals(Variant.CHAMPION.name()),
        source(signal),
        kind(signal),
        signal.getSubject(),
        Instant.ofEpochMilli(signal.getWindowEnd()),
        signal.getSampleCount(),
        signal.getBreached(),
        measured(signal));
  }

  private static Measured measured(Signal signal) {
    if (signal.getReference() == null || signal.getReferenceCount() == null) {
      return Measured.nothing();
    }
    return new Measured(
        signal.getValue(),
        signal.getReference(),
        signal.getEvidence().getOrDefault("standardError", Double.NaN),
        signal.getReferenceCount());
  }

  /**
   * Whether a signal is of all rows of the window that closes, rather than of a segment or of a
   * block that ends with it: those explain.
   */
  static boolean ofWindow(Signal signal, Signal closing) {
    return signal.getWindowStart() == closing.getWindowStart() && signal.getSegment().isEmpty();
  }

  /** A signal as a diagnosis reads it. */
  static Measurement measurement(Signal signal) {
    return new Measurement(
        new Figure(
            signal.getKind(),
            signal.getSubject(),
            signal.getValue(),
            known(signal.getReference()),
            known(signal.getThreshold()),
            signal.getBreached(),
            signal.getId()),
        signal.getSegment(),
        Instant.ofEpochMilli(signal.getWindowStart()),
        Instant.ofEpochMilli(signal.getWindowEnd()),
        signal.getSampleCount(),
        signal.getReferenceCount() == null ? 0 : signal.getReferenceCount(),
        signal.getEvidence());
  }

  private static double known(Double value) {
    return value == null ? Double.NaN : value;
  }

  /** The record of a verdict on a closed window. */
  static RetrainingDecision decision(
      Signal closing,
      Verdict verdict,
      List<Signal> breached,
      List<Signature> signatures,
      List<Proposal> proposals) {
    return RetrainingDecision.newBuilder()
        .setModel(closing.getModel())
        .setModelVersion(closing.getModelVersion())
        .setSource(source(closing))
        .setWindowEnd(closing.getWindowEnd())
        .setOutcome(verdict.request() ? DecisionOutcome.REQUEST : DecisionOutcome.HOLD)
        .setReason(verdict.reason().name())
        .setDetail(verdict.detail())
        .setRequestId(verdict.request() ? verdict.requestId() : null)
        .setBreaches(breached.stream().map(Decisions::describe).toList())
        .setSignatures(signatures.stream().map(Decisions::signature).toList())
        .setProposals(proposals.stream().map(Decisions::proposal).toList())
        .build();
  }

  private static String describe(Signal signal) {
    String of = signal.getSubject().isEmpty() ? "" : ":" + signal.getSubject();
    String in = signal.getSegment().isEmpty() ? "" : " in " + signal.getSegment();
    return signal.getKind() + of + in;
  }

  private static FailureSignature signature(Signature signature) {
    return new FailureSignature(
        signature.name().name(), signature.sentence(), signature.evidence());
  }

  private static ActionProposal proposal(Proposal proposal) {
    return new ActionProposal(
        proposal.action().name(), proposal.segment(), proposal.score(), proposal.reason());
  }
}
