package io.driftloop.schemas.row;

import java.util.Map;

/**
 * An inference request as the jobs carry it. Public fields and primitive arrays make it a Flink
 * POJO that is serialised without reflection on every element; a generated record is several times
 * slower.
 */
public final class RequestRow {
  public String id;
  public String model;

  /** Milliseconds since 1970-01-01T00:00Z. */
  public long eventTime;

  /** Positional features; NaN is missing. */
  public float[] features;

  public Map<String, String> segments;
}
