package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;

/** A cycle of the calendar, and the slots that it is cut into. */
public enum Season {
  /** 24 slots from midnight on. */
  HOUR_OF_DAY(1, 24),
  /** 7 slots from Monday on. */
  DAY_OF_WEEK(2, 7),
  /** 12 slots from January on. */
  MONTH_OF_YEAR(3, 12);

  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int DAYS_IN_WEEK = 7;

  /** 1970-01-01 was a Thursday, three days after Monday. */
  private static final int FIRST_WEEKDAY = 3;

  private final int code;
  private final int slots;

  Season(int code, int slots) {
    this.code = code;
    this.slots = slots;
  }

  public int slots() {
    return slots;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(code);
  }

  static Season read(DataInput in) throws IOException {
    byte code = in.readByte();
    for (Season season : values()) {
      if (season.code == code) {
        return season;
      }
    }
    throw new IOException("season %d is unknown".formatted(code));
  }

  /**
   * The slot of a moment.
   *
   * @param millis since 1970-01-01T00:00Z
   * @param offsetMillis of the local clock, ahead of UTC
   */
  int slot(long millis, int offsetMillis) {
    long local = Math.floorMod(millis, DAY) + offsetMillis;
    long day = Math.floorDiv(millis, DAY) + Math.floorDiv(local, DAY);
    return switch (this) {
      case HOUR_OF_DAY -> (int) (Math.floorMod(local, DAY) / HOUR);
      case DAY_OF_WEEK -> (int) Math.floorMod(day + FIRST_WEEKDAY, (long) DAYS_IN_WEEK);
      case MONTH_OF_YEAR -> LocalDate.ofEpochDay(day).getMonthValue() - 1;
    };
  }
}
