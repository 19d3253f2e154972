package io.driftloop.signals.unlabelled;

/**
 * What a test of a window against its reference found: every signal of this package is reported in
 * this one form.
 *
 * @param value the window's figure
 * @param reference the reference's figure
 * @param threshold the value at which the p-value falls to the alpha asked for, in the direction of
 *     the change; NaN where a side is too small to be judged
 * @param pValue chance of a change at least as large where nothing changed; 1 where not judged
 * @param sampleCount rows of the window
 * @param referenceCount rows of the reference
 */
public record Comparison(
    double value,
    double reference,
    double threshold,
    double pValue,
    long sampleCount,
    long referenceCount) {

  static Comparison unjudged(
      double value, double reference, long sampleCount, long referenceCount) {
    return new Comparison(value, reference, Double.NaN, 1, sampleCount, referenceCount);
  }

  static void checkAlpha(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("an alpha of %s is not between 0 and 1".formatted(alpha));
    }
  }
}
