package io.driftloop.jobs.io;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;

/**
 * A metric of how much later one time is than another, in milliseconds; NaN as long as a watermark
 * among them is before the first or after the last record, where it is no time at all.
 *
 * @param from the earlier time, milliseconds since 1970-01-01T00:00Z
 * @param to the later time, in the same unit
 */
public record ElapsedTime(LongSupplier from, LongSupplier to) implements Gauge<Double> {
  /** The metric of how far event time is behind the wall clock. */
  public static final String EVENT_TIME_LAG = "eventTimeLag";

  @Override
  public Double getValue() {
    long start = from.getAsLong();
    long end = to.getAsLong();
    return unknown(start) || unknown(end) ? Double.NaN : (double) (end - start);
  }

  private static boolean unknown(long time) {
    return time == Long.MIN_VALUE || time == Long.MAX_VALUE;
  }
}
