package io.driftloop.signals.diagnosis;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.diagnosis.Risks.Graded;
import io.driftloop.signals.monitor.CalibrationReadings;
import io.driftloop.signals.policy.Findings;
import io.driftloop.signals.policy.SliceFinding;
import io.driftloop.signals.severity.HarmOptions;
import io.driftloop.signals.severity.HarmRule;
import io.driftloop.signals.severity.RiskChange;
import io.driftloop.signals.signature.Aspect;
import java.util.List;
import java.util.Set;

/** Reads out of a window's measurements what the choice of an action needs. */
final class Examination {
  /** Kinds that measure the risk of all rows, and not how good the probabilities are. */
  private static final Set<SignalKind> RISKS =
      Set.of(
          SignalKind.ACCURACY,
          SignalKind.LOG_LOSS,
          SignalKind.RISK,
          SignalKind.MACRO_F1,
          SignalKind.AUC);

  private Examination() {}

  static Findings findings(
      ClosedWindow window,
      List<Graded> graded,
      boolean directlyAfterSwap,
      long newLabels,
      List<SliceFinding> slices,
      HarmOptions options) {
    RiskChange measured = Risks.measured(window);
    boolean rose =
        measured.rose(options.minimumRise(), options.standardErrors())
            || RISKS.stream().anyMatch(kind -> breached(window, kind));
    return new Findings(
        HarmRule.worst(graded.stream().map(Graded::severity).toList()),
        rose,
        measured.rise(),
        sharesShifted(window),
        breached(window, SignalKind.CALIBRATION_ERROR) || breached(window, SignalKind.LOG_LOSS),
        holds(window, SignalKind.ACCURACY) && !breached(window, SignalKind.AUC),
        inputsSteady(window),
        directlyAfterSwap,
        newLabels,
        slices);
  }

  private static boolean sharesShifted(ClosedWindow window) {
    return window
        .find(SignalKind.CALIBRATION_SHIFT)
        .filter(shift -> CalibrationReadings.mendable(shift.figure().breached(), shift.evidence()))
        .isPresent();
  }

  /** Counts the closing window's labels to the version that serves. */
  static void count(SwapState swap, ClosedWindow window) {
    window
        .find(SignalKind.ACCURACY)
        .filter(accuracy -> accuracy.sampleCount() > 0)
        .ifPresent(
            accuracy ->
                swap.measured(window.version(), accuracy.figure().value(), accuracy.sampleCount()));
  }

  private static boolean breached(ClosedWindow window, SignalKind kind) {
    return window.measurements().stream()
        .anyMatch(each -> each.is(kind) && each.ofAllRows() && each.figure().breached());
  }

  private static boolean holds(ClosedWindow window, SignalKind kind) {
    return !breached(window, kind)
        && window.find(kind).filter(each -> each.figure().judged()).isPresent();
  }

  /** Not known where nothing watched them: they may have moved unseen. */
  private static boolean inputsSteady(ClosedWindow window) {
    List<Measurement> inputs =
        window.judged().stream()
            .filter(each -> each.figure().aspect() == Aspect.INPUT && each.figure().judged())
            .toList();
    return !inputs.isEmpty() && inputs.stream().noneMatch(each -> each.figure().breached());
  }
}
