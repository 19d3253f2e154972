package io.driftloop.signals.severity;

import io.driftloop.signals.signature.Aspect;
import io.driftloop.signals.signature.Figure;
import java.util.List;

/**
 * Alert on harm: what moves no risk is a diagnosis, not a page. Drift of inputs and scores is
 * common and mostly harmless; people who are called for it switch the monitor off.
 */
public final class HarmRule {
  private static final String CLASS_ENTROPY = "class-entropy";

  /** Share of the reference's entropy below which few classes are left of those there were. */
  private static final double COLLAPSE = 0.5;

  private HarmRule() {}

  /**
   * The severity of each figure of a window, in their order. One that is not breached is INFO.
   *
   * <ul>
   *   <li>A measured risk is CRITICAL beyond its critical margin, else a WARNING.
   *   <li>A class collapse, the predicted classes' entropy below its threshold and half of the
   *       reference's, is CRITICAL.
   *   <li>An estimated risk is a WARNING.
   *   <li>Anything else is a WARNING where the risk rose in this window or the one before, or where
   *       nothing at all is known of the risk, so that harm cannot be ruled out; else an INFO.
   * </ul>
   */
  public static List<Severity> grade(List<Figure> window, KnownRisk risk, HarmOptions options) {
    boolean harm = risk.rosePreviously() || risen(window, risk, options) || unknown(window, risk);
    return window.stream().map(figure -> grade(figure, harm, options)).toList();
  }

  /** The most urgent of some severities; INFO where there are none. */
  public static Severity worst(List<Severity> severities) {
    return severities.stream().max(Severity::compareTo).orElse(Severity.INFO);
  }

  /** Whether measured or estimated risk rose in this window, by a breach or by what is known. */
  public static boolean risen(List<Figure> window, KnownRisk risk, HarmOptions options) {
    return risk.measured().rose(options.minimumRise(), options.standardErrors())
        || risk.estimated().rose(options.minimumRise(), options.standardErrors())
        || window.stream().anyMatch(figure -> figure.breached() && ofRisk(figure));
  }

  private static boolean unknown(List<Figure> window, KnownRisk risk) {
    return !risk.measured().known()
        && !risk.estimated().known()
        && window.stream().noneMatch(HarmRule::ofRisk);
  }

  private static boolean ofRisk(Figure figure) {
    Aspect aspect = figure.aspect();
    return figure.judged() && (aspect == Aspect.MEASURED_RISK || aspect == Aspect.ESTIMATED_RISK);
  }

  private static Severity grade(Figure figure, boolean harm, HarmOptions options) {
    if (!figure.breached()) {
      return Severity.INFO;
    }
    return switch (figure.aspect()) {
      case MEASURED_RISK -> beyondCritical(figure, options) ? Severity.CRITICAL : Severity.WARNING;
      case ESTIMATED_RISK, OPERATION -> Severity.WARNING;
      case INPUT -> harm ? Severity.WARNING : Severity.INFO;
      case OUTPUT -> {
        if (collapsed(figure)) {
          yield Severity.CRITICAL;
        }
        yield harm ? Severity.WARNING : Severity.INFO;
      }
    };
  }

  /** Whether the value left the reference by so many times the margin that the threshold allows. */
  private static boolean beyondCritical(Figure figure, HarmOptions options) {
    double margin = Math.abs(figure.threshold() - figure.reference());
    double change = Math.abs(figure.value() - figure.reference());
    return change > options.criticalFactor() * margin;
  }

  private static boolean collapsed(Figure figure) {
    return figure.kind().equals(CLASS_ENTROPY)
        && figure.value() < figure.threshold()
        && !(figure.value() >= COLLAPSE * figure.reference());
  }
}
