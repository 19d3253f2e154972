package io.driftloop.jobs.labels;

import io.driftloop.schemas.Variant;
import io.driftloop.signals.monitor.CoverageProfile;

/** Whether a prediction got a label while it was waited for. A Flink POJO. */
public final class PredictionFate {
  public String model;
  public String version;
  public String variant;

  /** Of the prediction, in milliseconds since 1970-01-01T00:00Z. */
  public long eventTime;

  /** What is known of it without a label, as {@link CoverageProfile#cell} counts it. */
  public int cell;

  public boolean labelled;

  static PredictionFate of(
      String model, Variant variant, OpenPrediction prediction, boolean labelled) {
    PredictionFate fate = new PredictionFate();
    fate.model = model;
    fate.version = prediction.version;
    fate.variant = variant.name();
    fate.eventTime = prediction.eventTime;
    fate.cell = CoverageProfile.cell(prediction.scores);
    fate.labelled = labelled;
    return fate;
  }
}
