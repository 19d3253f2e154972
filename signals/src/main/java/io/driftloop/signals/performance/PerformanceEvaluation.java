package io.driftloop.signals.performance;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.stats.Verdicts;
import java.util.List;

/** What a window's labels say of the scores, against the version's held-back rows. */
public final class PerformanceEvaluation {
  private PerformanceEvaluation() {}

  /** Accuracy and log-loss of a window, in this order; unjudged where the reference has no rows. */
  public static List<Reading> evaluate(
      PerformanceProfile reference, PerformanceProfile window, PerformanceThresholds thresholds) {
    boolean enough = thresholds.enough(window.rows());
    return List.of(
        Verdicts.meanFell(
            SignalKind.ACCURACY,
            reference.correct(),
            window.correct(),
            enough,
            thresholds.accuracy(),
            thresholds.alpha()),
        Verdicts.meanRose(
            SignalKind.LOG_LOSS,
            reference.logLoss(),
            window.logLoss(),
            enough,
            thresholds.logLoss(),
            thresholds.alpha()));
  }
}
