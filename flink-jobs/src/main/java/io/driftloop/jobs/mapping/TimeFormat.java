package io.driftloop.jobs.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** How a foreign record writes a point in time. */
public enum TimeFormat {
  /** Milliseconds since 1970-01-01T00:00Z. */
  EPOCH_MS(1e0, "time in epoch milliseconds"),
  /** Seconds since 1970-01-01T00:00Z, with or without a fraction. */
  EPOCH_S(1e3, "time in epoch seconds"),
  /** Microseconds since 1970-01-01T00:00Z. */
  EPOCH_US(1e-3, "time in epoch microseconds"),
  /** Date and time with an offset, such as {@code 2026-05-01T10:00:00Z}. */
  ISO_8601(Double.NaN, "date and time with an offset, such as 2026-05-01T10:00:00Z");

  /** Year 9999; whatever lies further off is no time but another unit. */
  private static final double FURTHEST_MILLIS = 253_402_300_800_000d;

  private final double millisPerUnit;
  private final String wanted;

  TimeFormat(double millisPerUnit, String wanted) {
    this.millisPerUnit = millisPerUnit;
    this.wanted = wanted;
  }

  /**
   * The time at a path, in milliseconds since 1970-01-01T00:00Z; fractions are cut off.
   *
   * @throws UnmappableException where it is missing or is no time of this format
   */
  long millis(FieldPath path, Object document) throws UnmappableException {
    Object value = Values.present(path, document);
    return this == ISO_8601 ? parse(path, value) : scale(path, value);
  }

  private long scale(FieldPath path, Object value) throws UnmappableException {
    Number number = Values.numberOf(path, value);
    if (!(Math.abs(number.doubleValue() * millisPerUnit) < FURTHEST_MILLIS)) {
      throw UnmappableException.notA(wanted, path, value);
    }
    if (!(number instanceof Long)) {
      return (long) Math.floor(number.doubleValue() * millisPerUnit);
    }
    return switch (this) {
      case EPOCH_S -> number.longValue() * 1000;
      case EPOCH_US -> Math.floorDiv(number.longValue(), 1000L);
      default -> number.longValue();
    };
  }

  private long parse(FieldPath path, Object value) throws UnmappableException {
    try {
      Instant time = OffsetDateTime.parse(Values.textOf(path, value)).toInstant();
      return time.toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw UnmappableException.notA(wanted, path, value);
    }
  }
}
