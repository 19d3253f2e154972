package io.driftloop.jobs.labels;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.signals.performance.PerformanceThresholds;
import java.time.Duration;
import java.util.List;

/** The label join's own options. */
public final class LabelJoinOptions {
  public static final Option<Duration> WAIT =
      Option.duration(
              "labels.wait",
              "30d",
              "Event time that a prediction waits for its label and for corrections of it.")
          .defaultTo("30d");

  public static final Option<Duration> PREDICTION_WAIT =
      Option.duration(
              "labels.prediction-wait",
              "1d",
              "Event time that a label waits for its prediction before it is a dead letter.")
          .defaultTo("1d");

  public static final Option<Double> FEATURE_SAMPLING =
      Option.number(
              "labels.feature-sampling",
              0,
              1,
              "Share of predictions whose features are kept for training; the scores of all are"
                  + " kept. Which ones they are depends on the id alone.")
          .defaultTo("1.0");

  public static final Option<Integer> MINIMUM_SAMPLES =
      Option.integer(
              "performance.minimum-samples",
              1,
              Integer.MAX_VALUE,
              "Labelled rows below which a window is measured but never breached.")
          .defaultTo("100");

  public static final Option<Double> ALPHA =
      Option.number(
              "performance.alpha",
              1e-12,
              0.5,
              "Chance that one test of a window is breached although quality is unchanged.")
          .defaultTo("0.005");

  public static final Option<Double> ACCURACY =
      Option.number(
              "performance.accuracy", 0, 1, "Smallest fall of the accuracy that matters, a share.")
          .defaultTo("0.03");

  public static final Option<Double> LOG_LOSS =
      Option.number(
              "performance.log-loss",
              0,
              100,
              "Smallest rise of the log-loss that matters, in nats.")
          .defaultTo("0.1");

  public static final List<Option<?>> ALL =
      SourceOptions.and(
          JobOptions.and(
              JobOptions.MODELS_URI,
              JobOptions.WINDOW,
              WAIT,
              PREDICTION_WAIT,
              FEATURE_SAMPLING,
              MINIMUM_SAMPLES,
              ALPHA,
              ACCURACY,
              LOG_LOSS),
          SourceOptions.PREDICTIONS,
          SourceOptions.LABELS);

  private LabelJoinOptions() {}

  static PerformanceThresholds thresholds(Options options) {
    return new PerformanceThresholds(
        options.get(MINIMUM_SAMPLES),
        options.get(ALPHA),
        options.get(ACCURACY),
        options.get(LOG_LOSS));
  }
}
