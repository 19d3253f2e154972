package io.driftloop.signals.unlabelled;

import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.Scores;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Confidence collapse: a model that becomes unsure of everything, or sure of everything, shows it
 * in the mean of its top score, margin or entropy long before labels come.
 */
public final class Confidence {
  private static final double ROUNDING = 1e-12;

  private Confidence() {}

  /**
   * The highest class probability less the second highest, 0 to 1; with one class that class's.
   *
   * @param scores at least one class probability
   */
  public static double margin(float[] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("a margin needs at least one score");
    }
    return Scores.margin(scores);
  }

  /**
   * Whether a mean changed in either direction: Welch's t-test (1947) with Satterthwaite's degrees
   * of freedom. Not judged below two rows on either side.
   *
   * @param alpha chance of a false finding that the threshold stands for, both directions together
   */
  public static Comparison meanChange(Moments reference, Moments window, double alpha) {
    Comparison.checkAlpha(alpha);
    double squaredError = reference.squaredError() + window.squaredError();
    double change = window.mean() - reference.mean();
    boolean judged = Math.min(reference.count(), window.count()) > 1;
    if (!judged || !Double.isFinite(squaredError) || !Double.isFinite(change)) {
      return Comparison.unjudged(
          window.mean(), reference.mean(), window.count(), reference.count());
    }
    double error = Math.max(Math.sqrt(squaredError), ROUNDING * Math.abs(reference.mean()));
    double scale = Math.max(error, Double.MIN_NORMAL);
    TDistribution t = TDistribution.of(degreesOfFreedom(reference, window, squaredError));
    double direction = change < 0 ? -1 : 1;
    return new Comparison(
        window.mean(),
        reference.mean(),
        reference.mean() + direction * error * t.inverseSurvivalProbability(alpha / 2),
        Math.min(1, 2 * t.survivalProbability(Math.abs(change) / scale)),
        window.count(),
        reference.count());
  }

  private static double degreesOfFreedom(Moments a, Moments b, double squaredError) {
    if (squaredError < Double.MIN_NORMAL) {
      return Math.min(a.count(), b.count()) - 1.0;
    }
    double shareA = a.squaredError() / squaredError;
    double shareB = b.squaredError() / squaredError;
    return 1 / (shareA * shareA / (a.count() - 1.0) + shareB * shareB / (b.count() - 1.0));
  }
}
