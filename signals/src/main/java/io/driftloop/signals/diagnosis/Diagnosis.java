package io.driftloop.signals.diagnosis;

import io.driftloop.signals.diagnosis.Risks.Graded;
import io.driftloop.signals.policy.Findings;
import io.driftloop.signals.policy.Proposal;
import io.driftloop.signals.policy.Quiet;
import io.driftloop.signals.policy.Remedies;
import io.driftloop.signals.policy.SegmentPriority;
import io.driftloop.signals.policy.SliceFinding;
import io.driftloop.signals.signature.Signature;
import io.driftloop.signals.signature.SignatureRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a closed window of the serving version says beyond whether to retrain: which failure it is,
 * who is to be called, where it hurts and what could be done.
 *
 * @param state what is remembered from now on
 * @param signatures failures with a name, each told once for the window that shows it
 * @param concerns what calls a person and was not told of late
 * @param proposals all actions that fit, most urgent first; made where labels closed
 * @param segments where it hurts, most urgent first
 */
public record Diagnosis(
    DiagnosisState state,
    List<Signature> signatures,
    List<Concern> concerns,
    List<Proposal> proposals,
    List<SegmentPriority> segments) {
  /** Concerns remembered at most. */
  private static final int ALERTS = 10_000;

  public Diagnosis {
    signatures = List.copyOf(signatures);
    concerns = List.copyOf(concerns);
    proposals = List.copyOf(proposals);
    segments = List.copyOf(segments);
  }

  /** Of a window of a version that does not serve: nothing. */
  public static Diagnosis none(DiagnosisState state) {
    return new Diagnosis(state, List.of(), List.of(), List.of(), List.of());
  }

  /**
   * The diagnosis of a window.
   *
   * @param newLabels labelled rows since the last training
   */
  public static Diagnosis of(
      DiagnosisState before, ClosedWindow window, long newLabels, DiagnosisOptions options) {
    DiagnosisState state = before.copy();
    state.forgetBefore(window.start().toEpochMilli());
    boolean rosePreviously = state.riskRose.containsKey(window.version());
    List<Graded> graded = Risks.grade(window, rosePreviously, options.harm());
    List<Signature> matched = signatures(window);
    List<Signature> fresh =
        matched.stream().filter(signature -> tell(state, window, signature)).toList();
    List<Concern> concerns = concerns(state, window, graded, matched, fresh, options);
    if (Risks.rose(window, options.harm())) {
      state.riskRose.merge(window.version(), window.end().toEpochMilli(), Math::max);
    }
    if (window.labelled()) {
      Examination.count(state.swap, window);
    }
    List<SliceFinding> slices = List.copyOf(Slices.of(window));
    Findings findings =
        Examination.findings(
            window, graded, state.swap.toBlame(options), newLabels, slices, options.harm());
    List<Proposal> proposals = Remedies.propose(findings, options.remedies());
    return new Diagnosis(
        state,
        fresh,
        concerns,
        window.labelled() ? proposals : List.of(),
        SegmentPriority.of(proposals, slices));
  }

  private static List<Concern> concerns(
      DiagnosisState state,
      ClosedWindow window,
      List<Graded> graded,
      List<Signature> matched,
      List<Signature> fresh,
      DiagnosisOptions options) {
    Set<String> told =
        matched.stream()
            .flatMap(signature -> signature.evidence().stream())
            .collect(Collectors.toSet());
    Quiet quiet = new Quiet(state.alerts, ALERTS, window.end(), options.alertQuiet());
    List<Concern> concerns = new Concerns(window, graded, quiet).of(fresh, told);
    quiet.forgetOldest();
    return concerns;
  }

  /** Of all rows: a name for one segment would read as one for the model. */
  private static List<Signature> signatures(ClosedWindow window) {
    return SignatureRules.match(
        Risks.figures(window.judged().stream().filter(Measurement::ofAllRows).toList()));
  }

  /**
   * Whether a signature is of a later window than when it was last told; it counts as told then.
   */
  private static boolean tell(DiagnosisState state, ClosedWindow window, Signature signature) {
    Map<String, Instant> ends =
        window.measurements().stream()
            .collect(
                Collectors.toMap(
                    each -> each.figure().signalId(), Measurement::windowEnd, (one, same) -> one));
    long end =
        signature.evidence().stream()
            .mapToLong(id -> ends.get(id).toEpochMilli())
            .max()
            .orElseThrow();
    String key = window.version() + "/" + signature.name();
    Long told = state.signatures.get(key);
    if (told != null && told >= end) {
      return false;
    }
    state.signatures.put(key, end);
    return true;
  }
}
