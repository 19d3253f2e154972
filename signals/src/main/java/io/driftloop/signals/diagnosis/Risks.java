package io.driftloop.signals.diagnosis;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.HarmOptions;
import io.driftloop.signals.severity.HarmRule;
import io.driftloop.signals.severity.KnownRisk;
import io.driftloop.signals.severity.RiskChange;
import io.driftloop.signals.severity.Severity;
import io.driftloop.signals.signature.Figure;
import java.util.ArrayList;
import java.util.List;

/** What is known of the risk when a window closes, and how severe its breaches are by it. */
final class Risks {
  private static final String STANDARD_ERROR = "standardError";

  private Risks() {}

  /** A measurement with its severity by both the measured and the estimated risk. */
  record Graded(Measurement measurement, Severity severity) {}

  static List<Graded> grade(ClosedWindow window, boolean rosePreviously, HarmOptions options) {
    List<Measurement> judged = window.judged();
    KnownRisk risk = new KnownRisk(measured(window), estimated(window), rosePreviously);
    List<Severity> severities = HarmRule.grade(figures(judged), risk, options);
    List<Graded> graded = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      graded.add(new Graded(judged.get(i), severities.get(i)));
    }
    return graded;
  }

  static boolean rose(ClosedWindow window, HarmOptions options) {
    KnownRisk risk = new KnownRisk(measured(window), estimated(window), false);
    return HarmRule.risen(figures(window.judged()), risk, options);
  }

  static List<Figure> figures(List<Measurement> measurements) {
    return measurements.stream().map(Measurement::figure).toList();
  }

  /** The rise of the error rate. */
  static RiskChange measured(ClosedWindow window) {
    return window
        .find(SignalKind.ACCURACY)
        .map(accuracy -> change(accuracy, accuracy.evidence(STANDARD_ERROR)))
        .orElse(RiskChange.unknown());
  }

  /** The rise of the error rate that the scores foretell; the reference's error is a share's. */
  static RiskChange estimated(ClosedWindow window) {
    return window
        .find(SignalKind.ESTIMATED_ACCURACY)
        .map(
            accuracy -> {
              double expected = accuracy.figure().reference();
              double ofReference = expected * (1 - expected) / accuracy.referenceCount();
              double ofWindow = accuracy.evidence(STANDARD_ERROR);
              return change(accuracy, Math.sqrt(ofWindow * ofWindow + ofReference));
            })
        .orElse(RiskChange.unknown());
  }

  private static RiskChange change(Measurement accuracy, double standardError) {
    return new RiskChange(accuracy.figure().reference() - accuracy.figure().value(), standardError);
  }
}
