package io.driftloop.signals.sequential;

import io.driftloop.signals.profile.Moments;

/**
 * Where the true mean of scores in [0, 1] may lie given a finite reference, for monitors of a
 * change in either direction, such as a confidence that collapses or that rises without reason.
 *
 * @param lower at least 0
 * @param upper at most 1
 */
public record ReferenceRange(double lower, double upper) {
  /** How far rounding may carry the mean of values in [0, 1] beyond them. */
  private static final double ROUNDING = 1e-9;

  /**
   * The empirical Bernstein interval (Maurer and Pontil 2009), which holds for any distribution on
   * [0, 1] and any number of rows, widened by a tolerance.
   *
   * @param reference moments of scores in [0, 1]; below two rows give [0, 1], which nothing leaves
   * @param tolerance by how much the mean may move before anybody cares, at least 0
   * @param confidence the chance that the interval holds the mean, between 0 and 1
   */
  public static ReferenceRange ofMean(Moments reference, double tolerance, double confidence) {
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("a tolerance of %s is below 0".formatted(tolerance));
    }
    Levels.require(confidence);
    double mean = reference.mean();
    if (!(mean >= -ROUNDING && mean <= 1 + ROUNDING)) {
      throw new IllegalArgumentException("a mean of %s is outside 0 to 1".formatted(mean));
    }
    long count = reference.count();
    if (count < 2) {
      return new ReferenceRange(0, 1);
    }
    double log = Math.log(4 / (1 - confidence));
    double error =
        Math.sqrt(2 * reference.squaredError() * log) + 7 * log / (3 * (count - 1.0)) + tolerance;
    return new ReferenceRange(Math.max(0, mean - error), Math.min(1, mean + error));
  }

  /** Bets that the mean has left the range. */
  public Bets bets() {
    return Bets.outside(lower, upper);
  }
}
