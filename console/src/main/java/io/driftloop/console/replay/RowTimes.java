package io.driftloop.console.replay;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Durations;
import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.function.ToLongFunction;

/** When rows came to be and when their labels become known, as the configuration says. */
final class RowTimes {
  private RowTimes() {}

  /**
   * The rows' event times in epoch milliseconds.
   *
   * @throws ConsoleException where a time cannot be read or lies before the one of the row above
   */
  static long[] eventTimes(CsvTable table, Options options) {
    long[] times =
        options.has(ReplayOptions.TIME_COLUMN) ? ofColumn(table, options) : ofRate(table, options);
    if (times[0] < 0) {
      throw new ConsoleException(
          "the first row is of %s; Kafka knows no time before 1970, so shift the times"
              .formatted(Instant.ofEpochMilli(times[0])));
    }
    for (int i = 1; i < times.length; i++) {
      if (times[i] < times[i - 1]) {
        throw new ConsoleException(
            "row %d is older than the row before it; sort the file by its time column"
                .formatted(i + 1));
      }
    }
    return times;
  }

  private static long[] ofRate(CsvTable table, Options options) {
    long start;
    try {
      start = Instant.parse(options.get(ReplayOptions.TIME_START)).toEpochMilli();
    } catch (DateTimeException e) {
      throw new ConfigException(
          "time.start: '%s' is no time; example: time.start: %s"
              .formatted(
                  options.get(ReplayOptions.TIME_START), ReplayOptions.TIME_START.example()));
    }
    long step = options.get(ReplayOptions.TIME_STEP).toMillis();
    long[] times = new long[table.rows().size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = start + i * step;
    }
    return times;
  }

  private static long[] ofColumn(CsvTable table, Options options) {
    int column = table.position(options.get(ReplayOptions.TIME_COLUMN));
    ToLongFunction<String> reader = reader(options.get(ReplayOptions.TIME_FORMAT));
    long[] times = new long[table.rows().size()];
    for (int i = 0; i < times.length; i++) {
      String cell = table.rows().get(i)[column];
      try {
        times[i] = reader.applyAsLong(cell);
      } catch (DateTimeException | NumberFormatException e) {
        throw new ConsoleException(
            "row %d: '%s' is no time of the format %s"
                .formatted(i + 1, cell, options.get(ReplayOptions.TIME_FORMAT)));
      }
    }
    return times;
  }

  private static ToLongFunction<String> reader(String format) {
    return switch (format) {
      case "iso" -> text -> Instant.parse(text).toEpochMilli();
      case "epoch-seconds" -> text -> Math.multiplyExact(Long.parseLong(text), 1000L);
      case "epoch-millis" -> Long::parseLong;
      default -> {
        DateTimeFormatter formatter = formatter(format);
        yield text -> millis(formatter, text);
      }
    };
  }

  private static DateTimeFormatter formatter(String pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "time.format: '%s' is no pattern; example: time.format: %s"
              .formatted(pattern, ReplayOptions.TIME_FORMAT.example()));
    }
  }

  private static long millis(DateTimeFormatter formatter, String text) {
    TemporalAccessor parsed = formatter.parseBest(text, LocalDateTime::from, LocalDate::from);
    LocalDateTime time =
        parsed instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) parsed;
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /**
   * When the rows' labels become known: at the time of a later row, or a span after their own.
   *
   * @param delay a number of rows or a time span
   */
  static long[] knownAt(long[] times, String delay) {
    long[] known = new long[times.length];
    if (isRows(delay)) {
      int rows = Integer.parseInt(delay);
      long last = times[times.length - 1];
      long step = times.length > 1 ? last - times[times.length - 2] : 1;
      for (int i = 0; i < times.length; i++) {
        int at = i + rows;
        known[i] = at < times.length ? times[at] : last + (at - times.length + 1) * step;
      }
      return known;
    }
    long span;
    try {
      span = Durations.parse(delay).toMillis();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "label.delay: '%s' is neither a number of rows nor a time span; example: label.delay: 1"
              .formatted(delay));
    }
    for (int i = 0; i < times.length; i++) {
      known[i] = times[i] + span;
    }
    return known;
  }

  /**
   * The least number of rows after which a row's label is known.
   *
   * @return at least 1
   */
  static int delayRows(long[] times, long[] known) {
    int most = 1;
    for (int i = 0, at = 0; i < times.length; i++) {
      at = Math.max(at, i + 1);
      while (at < times.length && times[at] < known[i]) {
        at++;
      }
      if (at < times.length) {
        most = Math.max(most, at - i);
      }
    }
    return most;
  }

  private static boolean isRows(String delay) {
    return !delay.isEmpty() && delay.length() < 8 && delay.chars().allMatch(Character::isDigit);
  }
}
