package io.driftloop.signals.stats;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Moments;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Verdicts on a window's mean against the reference's, by Welch's standard error of the difference.
 */
public final class Verdicts {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Verdicts() {}

  /**
   * The standard normal's upper quantile: the z that is exceeded with probability {@code alpha}.
   */
  public static double normalQuantile(double alpha) {
    return NORMAL.inverseSurvivalProbability(alpha);
  }

  /** Breached where the mean is too far above the reference. */
  public static Reading meanRose(
      SignalKind kind,
      Moments reference,
      Moments window,
      boolean enough,
      double minimumEffect,
      double alpha) {
    boolean judged = reference.count() > 0;
    double error = Math.sqrt(reference.squaredError() + window.squaredError());
    double margin = Math.max(minimumEffect, normalQuantile(alpha) * error);
    double change = window.mean() - reference.mean();
    double pValue = error > 0 ? NORMAL.survivalProbability(change / error) : change > 0 ? 0 : 1;
    Judgement judgement =
        new Judgement(
            "welch",
            judged ? reference.mean() : Double.NaN,
            reference.count(),
            judged ? reference.mean() + margin : Double.NaN,
            judged ? pValue : Double.NaN,
            judged && enough && change > margin);
    return Reading.of(kind, "", window.mean(), window.count())
        .judged(judgement)
        .with("standardError", error);
  }
}
