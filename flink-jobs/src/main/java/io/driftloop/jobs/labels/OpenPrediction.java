package io.driftloop.jobs.labels;

import io.driftloop.schemas.row.PredictionRow;
import java.util.Map;

/**
 * What is kept of a prediction while its label may come: of millions of them, so as little as
 * possible. A Flink POJO, whose fields a later release may add to.
 */
public final class OpenPrediction {
  public String version;

  /** Milliseconds since 1970-01-01T00:00Z. */
  public long eventTime;

  public float[] scores;

  /** Empty where sampling left them out, and for versions that nobody learns from. */
  public float[] features;

  public Map<String, String> segments;

  static OpenPrediction of(PredictionRow row, boolean withFeatures) {
    OpenPrediction open = new OpenPrediction();
    open.version = row.modelVersion;
    open.eventTime = row.eventTime;
    open.scores = row.scores;
    open.features = withFeatures ? row.features : new float[0];
    open.segments = row.segments;
    return open;
  }
}
