package io.driftloop.serving;

/**
 * Rows of numbers, and when each was seen: a reference that knows a season needs both.
 *
 * @param rows one a row
 * @param times milliseconds since 1970-01-01T00:00Z, one a row
 */
public record TimedRows(float[][] rows, long[] times) {
  public TimedRows {
    if (rows.length != times.length) {
      throw new IllegalArgumentException(
          "%d times for %d rows".formatted(times.length, rows.length));
    }
  }

  /** Rows of a reference without a season, to which times do not matter. */
  static TimedRows untimed(float[][] rows) {
    return new TimedRows(rows, new long[rows.length]);
  }
}
