package io.driftloop.signals.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which action fits what was found, and how urgent it is. */
public final class Remedies {
  private Remedies() {}

  /**
   * The actions that fit, most urgent first.
   *
   * <ul>
   *   <li>A rise of the risk directly after a swap: roll back, for the new version brought it.
   *   <li>Calibration broken while the ranking holds, or classes of other shares: recalibrate.
   *   <li>A segment whose labels contradict each other: relabel it.
   *   <li>A segment that fails: collect labels for it.
   *   <li>A rise of the risk that the failing segments do not explain: retrain, or tune the head
   *       where new labels are few and the inputs, and so what the lower layers see, are the same.
   * </ul>
   */
  public static List<Proposal> propose(Findings findings, RemedyOptions options) {
    List<Proposal> proposals = new ArrayList<>();
    for (SliceFinding slice : findings.slices()) {
      slice(findings, slice, options, proposals);
    }
    boolean miscalibrated = findings.calibrationBroken() && findings.rankingIntact();
    if (findings.sharesShifted() || miscalibrated) {
      String reason =
          findings.sharesShifted()
              ? "the labels' classes have other shares than the scores say"
              : "probabilities are off, their order holds";
      proposals.add(whole(Action.RECALIBRATE, findings, options, reason));
    }
    if (!miscalibrated
        && findings.riskRose()
        && !findings.directlyAfterSwap()
        && !local(findings, options)) {
      proposals.add(training(findings, options));
    }
    if (findings.riskRose() && findings.directlyAfterSwap()) {
      proposals.add(
          whole(Action.ROLL_BACK, findings, options, "the risk rose with the new version"));
    }
    proposals.sort(
        Comparator.comparingDouble(Proposal::score)
            .reversed()
            .thenComparing(Proposal::action)
            .thenComparing(Proposal::segment));
    return List.copyOf(proposals);
  }

  private static Proposal training(Findings findings, RemedyOptions options) {
    if (findings.inputsSteady() && findings.newLabels() < options.retrainLabels()) {
      return whole(
          Action.TUNE_HEAD,
          findings,
          options,
          "the risk rose on steady inputs, and %d new labels are few"
              .formatted(findings.newLabels()));
    }
    return whole(Action.RETRAIN, findings, options, "the risk rose everywhere");
  }

  private static void slice(
      Findings findings, SliceFinding slice, RemedyOptions options, List<Proposal> proposals) {
    if (slice.disagreement() > options.disagreement()) {
      proposals.add(
          proposal(
              Action.RELABEL,
              findings,
              slice,
              slice.disagreement(),
              options,
              "its labels contradict each other"));
    } else if (fails(slice, options)) {
      proposals.add(
          proposal(
              Action.COLLECT_LABELS,
              findings,
              slice,
              slice.excessRisk(),
              options,
              "the model fails on it"));
    }
  }

  private static boolean fails(SliceFinding slice, RemedyOptions options) {
    return slice.excessRisk() > options.sliceRise();
  }

  /**
   * Whether one failing segment explains the rise; those of several may overlap, and not add up.
   */
  private static boolean local(Findings findings, RemedyOptions options) {
    double largest =
        findings.slices().stream()
            .filter(slice -> fails(slice, options) && slice.trafficShare() < 0.5)
            .mapToDouble(slice -> slice.trafficShare() * slice.excessRisk())
            .max()
            .orElse(0);
    return largest > 0 && largest >= options.concentration() * findings.excessRisk();
  }

  private static Proposal whole(
      Action action, Findings findings, RemedyOptions options, String reason) {
    return proposal(
        action,
        findings,
        new SliceFinding("", 1, findings.excessRisk(), Double.NaN, Double.NaN, 0),
        findings.excessRisk(),
        options,
        reason);
  }

  private static Proposal proposal(
      Action action,
      Findings findings,
      SliceFinding slice,
      double gain,
      RemedyOptions options,
      String reason) {
    double score =
        Proposal.urgency(
            findings.severity(), slice.trafficShare(), gain, options.costs().get(action));
    return new Proposal(action, slice.segment(), score, reason);
  }
}
