package io.driftloop.signals;

/**
 * What a value was held against, and what came of it.
 *
 * @param method the statistical method, such as chi-squared; empty where nothing is judged
 * @param reference what the reference has instead; NaN where there is no such figure
 * @param referenceCount rows behind the reference; 0 where there is none
 * @param threshold the bound that the value was held against; NaN where nothing is judged
 * @param pValue chance of at least such a value where nothing changed; NaN where it is not known
 * @param breached whether the value lies beyond the threshold on enough rows
 */
public record Judgement(
    String method,
    double reference,
    long referenceCount,
    double threshold,
    double pValue,
    boolean breached) {

  /** Nothing is judged. */
  public static final Judgement NONE =
      new Judgement("", Double.NaN, 0, Double.NaN, Double.NaN, false);
}
