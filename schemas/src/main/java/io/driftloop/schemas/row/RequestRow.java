package io.driftloop.schemas.row;

import java.util.Map;

/**
 * An inference request as the jobs carry it: public fields and a primitive array, which its codec
 * reads and writes several times as fast as Avro does a generated record.
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
