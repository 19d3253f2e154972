package io.driftloop.signals.diagnosis;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.diagnosis.Risks.Graded;
import io.driftloop.signals.policy.Quiet;
import io.driftloop.signals.severity.Contribution;
import io.driftloop.signals.severity.HarmRule;
import io.driftloop.signals.severity.Severity;
import io.driftloop.signals.signature.Aspect;
import io.driftloop.signals.signature.Figure;
import io.driftloop.signals.signature.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What calls a person: signatures, and breaches that harm. What breaches together is one call: one
 * for each side of the model and segment, and none for what a signature has told already.
 */
final class Concerns {
  private static final String SHARE = "shareOfChange";
  private static final int FEATURES = 10;

  private final ClosedWindow window;
  private final List<Graded> graded;
  private final List<Contribution> features;
  private final Quiet quiet;

  /**
   * @param graded all that is judged of the window
   * @param quiet holds back what was told of late
   */
  Concerns(ClosedWindow window, List<Graded> graded, Quiet quiet) {
    this.window = window;
    this.graded = graded;
    this.features = features(graded);
    this.quiet = quiet;
  }

  /**
   * The concerns to raise, signatures first.
   *
   * @param fresh signatures that the window is the first to show
   * @param told ids of the signals that any signature of the window tells
   */
  List<Concern> of(List<Signature> fresh, Set<String> told) {
    List<Concern> concerns = new ArrayList<>();
    for (Signature signature : fresh) {
      Severity severity = severity(signature);
      if (quiet.admits(key(severity, signature.name().name()))) {
        concerns.add(
            new Concern(
                true,
                signature.name().wireName(),
                "",
                severity,
                signature.sentence(),
                signature.evidence(),
                features));
      }
    }
    groups(told).values().stream().filter(this::fresh).map(this::breach).forEach(concerns::add);
    return concerns;
  }

  /** A failure with a name is worth a look whatever it does to the risk. */
  private Severity severity(Signature signature) {
    List<Severity> severities =
        graded.stream()
            .filter(each -> signature.evidence().contains(each.measurement().figure().signalId()))
            .map(Graded::severity)
            .toList();
    Severity worst = HarmRule.worst(severities);
    return worst == Severity.INFO ? Severity.WARNING : worst;
  }

  /** Harmful breaches of this time that no signature told, by aspect and segment. */
  private Map<String, List<Graded>> groups(Set<String> told) {
    Map<String, List<Graded>> groups = new TreeMap<>();
    for (Graded each : graded) {
      Figure figure = each.measurement().figure();
      if (figure.breached()
          && window.overlaps(each.measurement())
          && each.severity() != Severity.INFO
          && !told.contains(figure.signalId())) {
        groups
            .computeIfAbsent(
                figure.aspect() + "/" + each.measurement().segment(), key -> new ArrayList<>())
            .add(each);
      }
    }
    return groups;
  }

  /** Whether a group has anything that was not told of late; all of it counts as told then. */
  private boolean fresh(List<Graded> group) {
    return group.stream()
            .filter(
                each ->
                    quiet.admits(
                        key(
                            each.severity(),
                            each.measurement().figure().kind(),
                            each.measurement().figure().subject(),
                            each.measurement().segment())))
            .count()
        > 0;
  }

  private String key(Severity severity, String... what) {
    return window.version() + "/" + severity + "/" + String.join("/", what);
  }

  private Concern breach(List<Graded> group) {
    List<Figure> figures = group.stream().map(each -> each.measurement().figure()).toList();
    Aspect aspect = figures.get(0).aspect();
    String segment = group.get(0).measurement().segment();
    return new Concern(
        false,
        name(aspect),
        segment,
        HarmRule.worst(group.stream().map(Graded::severity).toList()),
        claim(aspect)
            + (segment.isEmpty() ? "" : " in " + segment)
            + ": "
            + Figure.describe(figures)
            + ".",
        figures.stream().map(Figure::signalId).toList(),
        features);
  }

  static String name(Aspect aspect) {
    return switch (aspect) {
      case INPUT -> "inputs";
      case OUTPUT -> "scores";
      case MEASURED_RISK -> "quality";
      case ESTIMATED_RISK -> "estimated-quality";
      case OPERATION -> aspect.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String claim(Aspect aspect) {
    return switch (aspect) {
      case INPUT -> "The inputs changed, and harm is in sight";
      case OUTPUT -> "The scores changed, and harm is in sight";
      case MEASURED_RISK -> "The model is worse than it was";
      case ESTIMATED_RISK -> "The model is likely worse than it was";
      case OPERATION -> "A limit is crossed";
    };
  }

  /** The features that drifted, by their share in the change of a window. */
  private static List<Contribution> features(List<Graded> graded) {
    return graded.stream()
        .map(Graded::measurement)
        .filter(each -> each.is(SignalKind.DRIFT) && each.ofWindow() && each.figure().breached())
        .filter(each -> each.evidence(SHARE) > 0)
        .map(each -> new Contribution(each.figure().subject(), each.evidence(SHARE)))
        .sorted(
            Comparator.comparingDouble(Contribution::share)
                .reversed()
                .thenComparing(Contribution::feature))
        .limit(FEATURES)
        .toList();
  }
}
