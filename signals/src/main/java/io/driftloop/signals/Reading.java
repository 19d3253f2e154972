package io.driftloop.signals;

import io.driftloop.signals.severity.Severity;
import java.util.Map;
import java.util.TreeMap;

/**
 * One measurement of a window with the verdict on it, before it is given a model, a version and a
 * window and becomes a Signal record.
 *
 * @param subject the feature or class measured; empty for the model as a whole
 * @param segment the segment measured as name=value; empty for all rows
 * @param sampleCount rows in the window
 * @param evidence further figures behind the verdict, by name
 */
public record Reading(
    SignalKind kind,
    String subject,
    String segment,
    double value,
    long sampleCount,
    Judgement judgement,
    Map<String, Double> evidence,
    Severity severity) {

  public Reading {
    evidence = Map.copyOf(evidence);
  }

  /** A value of all rows that nothing is held against. */
  public static Reading of(SignalKind kind, String subject, double value, long sampleCount) {
    return new Reading(
        kind, subject, "", value, sampleCount, Judgement.NONE, Map.of(), Severity.INFO);
  }

  /** The reading that closes a window, valued with the number of breaches before it. */
  public static Reading windowEvaluated(long breaches, long sampleCount) {
    return of(SignalKind.WINDOW_EVALUATED, "", breaches, sampleCount);
  }

  public Reading judged(Judgement judgement) {
    return new Reading(kind, subject, segment, value, sampleCount, judgement, evidence, severity);
  }

  /** The same, of another feature or class. */
  public Reading about(String subject) {
    return new Reading(kind, subject, segment, value, sampleCount, judgement, evidence, severity);
  }

  /** The same, of one segment only. */
  public Reading in(String segment) {
    return new Reading(kind, subject, segment, value, sampleCount, judgement, evidence, severity);
  }

  /** The same, with one more figure behind the verdict. */
  public Reading with(String name, double figure) {
    Map<String, Double> more = new TreeMap<>(evidence);
    more.put(name, figure);
    return new Reading(kind, subject, segment, value, sampleCount, judgement, more, severity);
  }

  public Reading severe(Severity severity) {
    return new Reading(kind, subject, segment, value, sampleCount, judgement, evidence, severity);
  }

  public boolean breached() {
    return judgement.breached();
  }

  public double threshold() {
    return judgement.threshold();
  }

  public double reference() {
    return judgement.reference();
  }
}
