package io.driftloop.signals.signature;

import static io.driftloop.signals.signature.Aspect.INPUT;
import static io.driftloop.signals.signature.Aspect.MEASURED_RISK;
import static io.driftloop.signals.signature.Aspect.OUTPUT;

import io.driftloop.signals.signature.Signature.Name;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads the known ways of failing out of a window's figures, so that a person sees one name instead
 * of forty breaches. Each rule stands alone; a window may show several signatures.
 */
public final class SignatureRules {
  private SignatureRules() {}

  /** All signatures of a window, in the order of {@link Name}. */
  public static List<Signature> match(List<Figure> window) {
    return Stream.of(
            outOfDistributionBurst(window),
            confidenceCollapse(window),
            classCollapse(window),
            nullBurst(window),
            labelShift(window),
            conceptDrift(window),
            latency(window))
        .flatMap(Optional::stream)
        .toList();
  }

  public static Optional<Signature> outOfDistributionBurst(List<Figure> window) {
    return signature(
        Name.OUT_OF_DISTRIBUTION_BURST,
        select(window, figure -> figure.kind().equals("ood-rate") && figure.tooHigh()),
        "More rows than expected lie outside the training data");
  }

  /**
   * In either direction: a model that is sure of everything is as broken as one sure of nothing.
   */
  public static Optional<Signature> confidenceCollapse(List<Figure> window) {
    List<Figure> unsure =
        select(
            window,
            figure ->
                (isScore(figure) && figure.tooLow())
                    || (figure.kind().equals("entropy") && figure.tooHigh()));
    if (!unsure.isEmpty()) {
      return signature(
          Name.CONFIDENCE_COLLAPSE, unsure, "The model is less sure of its answers than it was");
    }
    return signature(
        Name.CONFIDENCE_COLLAPSE,
        select(
            window,
            figure ->
                (isScore(figure) && figure.tooHigh())
                    || (figure.kind().equals("entropy") && figure.tooLow())),
        "The model is surer of its answers than it was");
  }

  public static Optional<Signature> classCollapse(List<Figure> window) {
    return signature(
        Name.CLASS_COLLAPSE,
        select(window, figure -> figure.kind().equals("class-entropy") && figure.tooLow()),
        "Almost all rows are given the same few classes");
  }

  public static Optional<Signature> nullBurst(List<Figure> window) {
    return signature(
        Name.NULL_BURST,
        select(window, figure -> figure.kind().equals("missing-rate") && figure.tooHigh()),
        "Values are missing that used to be there");
  }

  public static Optional<Signature> labelShift(List<Figure> window) {
    return signature(
        Name.LABEL_SHIFT,
        select(window, figure -> figure.kind().equals("label-shift") && figure.breached()),
        "The shares of the classes changed");
  }

  /**
   * A measured risk rose while inputs and scores stayed. It takes judged figures of both: where
   * nothing watched them, they may have moved unseen.
   */
  public static Optional<Signature> conceptDrift(List<Figure> window) {
    if (!steady(window, INPUT) || !steady(window, OUTPUT)) {
      return Optional.empty();
    }
    return signature(
        Name.CONCEPT_DRIFT,
        select(window, figure -> figure.aspect() == MEASURED_RISK && figure.breached()),
        "The model is worse although neither its inputs nor its scores changed");
  }

  public static Optional<Signature> latency(List<Figure> window) {
    return signature(
        Name.LATENCY,
        select(window, figure -> figure.kind().equals("latency") && figure.tooHigh()),
        "Answers take longer than they may");
  }

  /** The mean top score, and its lead over the second. */
  private static boolean isScore(Figure figure) {
    return figure.kind().equals("confidence") || figure.kind().equals("margin");
  }

  private static boolean steady(List<Figure> window, Aspect aspect) {
    List<Figure> judged = select(window, figure -> figure.aspect() == aspect && figure.judged());
    return !judged.isEmpty() && judged.stream().noneMatch(Figure::breached);
  }

  private static List<Figure> select(List<Figure> window, Predicate<Figure> condition) {
    return window.stream().filter(condition).toList();
  }

  private static Optional<Signature> signature(Name name, List<Figure> evidence, String claim) {
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Signature(
            name,
            claim + ": " + Figure.describe(evidence) + ".",
            evidence.stream().map(Figure::signalId).toList()));
  }
}
