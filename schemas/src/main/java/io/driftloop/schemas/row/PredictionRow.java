package io.driftloop.schemas.row;

import io.driftloop.schemas.Variant;
import java.util.Map;

/** A prediction as the jobs carry it; see {@link RequestRow} for why it is no generated record. */
public final class PredictionRow {
  public String id;
  public String model;
  public String modelVersion;
  public Variant variant = Variant.CHAMPION;

  /** Milliseconds since 1970-01-01T00:00Z. */
  public long eventTime;

  /** Positional features; NaN is missing. */
  public float[] features;

  public Map<String, String> segments;

  /** Class probabilities in the order of the model's classes. */
  public float[] scores;

  /** An inner representation of the row; null where the model gives none. */
  public float[] embedding;

  /** Time from reading the request to having its scores, in microseconds. */
  public long latencyMicros;
}
