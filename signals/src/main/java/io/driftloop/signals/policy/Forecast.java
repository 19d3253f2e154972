package io.driftloop.signals.policy;

import java.time.Duration;
import java.util.Locale;

/**
 * What keeping the champion is expected to cost over the horizon, against what replacing it does.
 *
 * <p>The weighing of staleness against the cost of a retraining follows the idea of Mahadevan and
 * Mathioudakis (2023), Cost-aware retraining for machine learning; the estimate is our own. The
 * loss is the excess of the recent error rate over the attainable one, shrunk towards 0 by its
 * noise (the positive part of James and Stein's factor, 1961), times the labelled rows of the
 * horizon, times the share that a retraining can win back: the training window's share that is new
 * since the last request, over one more than the retrainings in a row that were fruitless.
 *
 * @param excess of the recent error rate over the attainable one
 * @param standardErrors by which the error rate or the log-loss rose, the larger
 * @param recoverable share of the excess that a retraining can win back, 0 to 1
 * @param rows labelled rows expected in the horizon
 * @param loss in errors
 * @param cost in errors
 */
public record Forecast(
    double excess,
    double standardErrors,
    double recoverable,
    double rows,
    double loss,
    double cost) {
  private static final Forecast NOTHING = new Forecast(0, 0, 0, 0, 0, 0);

  /**
   * The forecast after a window.
   *
   * @param sinceRequest event time since the last request; null where there was none
   * @param trainingWindow event time of the rows that a retraining learns from
   */
  static Forecast of(
      RiskState risk, Duration sinceRequest, Duration trainingWindow, ForecastOptions options) {
    if (risk.errors.empty() || !(risk.elapsed > 0)) {
      return NOTHING;
    }
    double error = risk.errors.standardError();
    double excess = risk.errors.mean() - Math.min(risk.baseline, risk.errors.reference);
    double rows = risk.timedRows / risk.elapsed * options.horizon().toMillis();
    double recoverable =
        fresh(sinceRequest, trainingWindow)
            / (1 + risk.fruitlessUntilNow(options.standardErrors()));
    double shrinkage = excess > error ? 1 - error * error / (excess * excess) : 0;
    return new Forecast(
        excess,
        Math.max(excess / error, rise(risk.logLoss)),
        recoverable,
        rows,
        excess * shrinkage * recoverable * rows,
        Math.max(options.cost(), options.minimumGain() * rows));
  }

  private static double rise(RiskTrack track) {
    return track.empty() ? 0 : (track.mean() - track.reference) / track.standardError();
  }

  private static double fresh(Duration sinceRequest, Duration trainingWindow) {
    if (sinceRequest == null || trainingWindow.isZero()) {
      return 1;
    }
    double share = (double) sinceRequest.toMillis() / trainingWindow.toMillis();
    return Math.max(0, Math.min(1, share));
  }

  /** Whether the risk rose by more than chance. */
  boolean harmful(ForecastOptions options) {
    return excess > 0 && standardErrors >= options.standardErrors();
  }

  boolean worthIt() {
    return loss > cost;
  }

  String sentence() {
    return String.format(
        Locale.ROOT,
        "keeping the champion is forecast to cost %.0f errors of %.0f rows, replacing it %.0f",
        loss,
        rows,
        cost);
  }
}
