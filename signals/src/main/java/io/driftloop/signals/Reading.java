package io.driftloop.signals;

import java.util.Map;

/**
 * One measurement of a window with the verdict on it, before it is given a model, a version and a
 * window and becomes a Signal record.
 *
 * @param subject the feature measured; empty for the model as a whole
 * @param reference the reference's value; NaN where there is none
 * @param threshold the bound that the value was held against; NaN where nothing is judged
 * @param evidence further figures behind the verdict, by name
 * @param sampleCount rows in the window
 */
public record Reading(
    SignalKind kind,
    String subject,
    double value,
    double reference,
    double threshold,
    Map<String, Double> evidence,
    long sampleCount,
    boolean breached) {

  /** The reading that closes a window, valued with the number of breaches before it. */
  public static Reading windowEvaluated(long breaches, long sampleCount) {
    return new Reading(
        SignalKind.WINDOW_EVALUATED,
        "",
        breaches,
        Double.NaN,
        Double.NaN,
        Map.of(),
        sampleCount,
        false);
  }
}
