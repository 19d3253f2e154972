package io.driftloop.jobs.monitor;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.signals.drift.DriftThresholds;
import java.util.List;

/** The prediction monitor's own options. */
public final class MonitorOptions {
  public static final Option<Integer> MINIMUM_SAMPLES =
      Option.integer(
              "drift.minimum-samples",
              1,
              Integer.MAX_VALUE,
              "Rows below which a window is measured but never breached.")
          .defaultTo("100");

  public static final Option<Double> ALPHA =
      Option.number(
              "drift.alpha",
              1e-12,
              0.5,
              "Chance that one test of a window is breached although nothing changed.")
          .defaultTo("0.0001");

  public static final Option<Double> PSI =
      Option.number("drift.psi", 0, 100, "Smallest population stability index that matters.")
          .defaultTo("0.2");

  public static final Option<Double> JENSEN_SHANNON =
      Option.number("drift.jensen-shannon", 0, 1, "Smallest Jensen–Shannon distance that matters.")
          .defaultTo("0.15");

  public static final Option<Double> RATE =
      Option.number("drift.rate", 0, 1, "Smallest rise of a missing or unseen rate that matters.")
          .defaultTo("0.02");

  public static final Option<Double> PREDICTION_DRIFT =
      Option.number(
              "drift.prediction",
              0,
              1,
              "Smallest Jensen–Shannon distance of the predicted classes that matters.")
          .defaultTo("0.1");

  public static final Option<Double> CONFIDENCE =
      Option.number(
              "drift.confidence",
              0,
              1,
              "Smallest change of the mean top score, or of the entropy, that matters.")
          .defaultTo("0.05");

  /** With those of the labels, so that one file can describe a producer to both jobs. */
  public static final List<Option<?>> ALL =
      SourceOptions.and(
          JobOptions.and(
              JobOptions.MODELS_URI,
              JobOptions.WINDOW,
              MINIMUM_SAMPLES,
              ALPHA,
              PSI,
              JENSEN_SHANNON,
              RATE,
              PREDICTION_DRIFT,
              CONFIDENCE),
          SourceOptions.PREDICTIONS,
          SourceOptions.LABELS);

  private MonitorOptions() {}

  static DriftThresholds thresholds(Options options) {
    return new DriftThresholds(
        options.get(MINIMUM_SAMPLES),
        options.get(ALPHA),
        options.get(PSI),
        options.get(JENSEN_SHANNON),
        options.get(RATE),
        options.get(PREDICTION_DRIFT),
        options.get(CONFIDENCE));
  }
}
