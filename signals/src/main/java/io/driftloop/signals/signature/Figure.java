package io.driftloop.signals.signature;

import io.driftloop.signals.Reading;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A measurement of a window as rules read it, whether it was just made or came as a signal.
 *
 * @param kind the wire name of what was measured, such as psi or accuracy
 * @param subject the feature or class measured; empty for the model as a whole
 * @param reference NaN where there is none
 * @param threshold NaN where nothing is judged
 * @param signalId what a rule names as its evidence
 */
public record Figure(
    String kind,
    String subject,
    double value,
    double reference,
    double threshold,
    boolean breached,
    String signalId) {
  private static final int NAMED = 3;

  public static Figure of(Reading reading, String signalId) {
    return new Figure(
        reading.kind().wireName(),
        reading.subject(),
        reading.value(),
        reading.reference(),
        reading.threshold(),
        reading.breached(),
        signalId);
  }

  public Aspect aspect() {
    return Aspect.of(kind);
  }

  /** Whether the value was held against a threshold. */
  public boolean judged() {
    return Double.isFinite(threshold);
  }

  /** Breached on its upper side; where only a threshold is known, that side is it. */
  boolean tooHigh() {
    return breached && !(value < (Double.isNaN(reference) ? threshold : reference));
  }

  /** Breached on its lower side. */
  boolean tooLow() {
    return breached && value < (Double.isNaN(reference) ? threshold : reference);
  }

  /** The kind with its subject. */
  String name() {
    return subject.isEmpty() ? kind : kind + " of " + subject;
  }

  /**
   * The first few of some figures with what they were held against, and how many more there are.
   */
  public static String describe(List<Figure> figures) {
    String first =
        figures.stream().limit(NAMED).map(Figure::describe).collect(Collectors.joining("; "));
    int more = figures.size() - NAMED;
    return more > 0 ? first + "; and %d more".formatted(more) : first;
  }

  private String describe() {
    String text = name() + " is " + number(value);
    if (Double.isFinite(reference)) {
      text += ", reference " + number(reference);
    }
    return judged() ? text + ", threshold " + number(threshold) : text;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
