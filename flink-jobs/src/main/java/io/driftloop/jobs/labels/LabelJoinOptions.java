package io.driftloop.jobs.labels;

import io.driftloop.config.Option;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.jobs.profile.VerdictOptions;
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

  public static final List<Option<?>> ALL =
      SourceOptions.and(
          JobOptions.and(
              VerdictOptions.ALL,
              JobOptions.MODELS_URI,
              JobOptions.WINDOW,
              WAIT,
              PREDICTION_WAIT,
              FEATURE_SAMPLING),
          SourceOptions.PREDICTIONS,
          SourceOptions.LABELS);

  private LabelJoinOptions() {}
}
