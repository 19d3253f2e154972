package io.driftloop.console.replay;

import io.driftloop.config.Option;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How a labelled CSV file becomes a stream: the keys of a replay's configuration. */
public final class ReplayOptions {
  public static final Option<String> MODEL =
      Option.text("model", "elec2", "Name of the model that is asked.");
  public static final Option<Integer> FIRST_MODEL_ROWS =
      Option.integer(
              "first-model-rows",
              1,
              10_000_000,
              "Rows, from the first, that version 1 is trained on; the rest is replayed.")
          .defaultTo("2000");

  public static final Option<Boolean> MONITOR_ONLY =
      Option.flag(
              "monitor-only",
              "Whether the replay plays a model that runs elsewhere: no scoring job, no worker.")
          .defaultTo("false");

  public static final Option<String> LABEL =
      Option.text("label.column", "class", "Column that holds the class.");
  public static final Option<List<String>> CLASSES =
      Option.list(
              "label.classes",
              "DOWN, UP",
              "The classes in the order of the scores; without it, those in the data by name.")
          .defaultTo("")
          .example("DOWN, UP");
  public static final Option<String> LABEL_DELAY =
      Option.text(
              "label.delay",
              "1",
              "When a label becomes known: a number of rows after its own, or a time span.")
          .defaultTo("1");

  public static final Option<String> TIME_COLUMN =
      Option.text("time.column", "date", "Column that holds the time; without it, start and step.")
          .defaultTo("none")
          .example("date");
  public static final Option<String> TIME_FORMAT =
      Option.text(
              "time.format",
              "yyyy-MM-dd HH:mm",
              "iso, epoch-seconds, epoch-millis, or a pattern of Java's DateTimeFormatter; UTC.")
          .defaultTo("iso")
          .example("yyyy-MM-dd HH:mm");
  public static final Option<String> TIME_START =
      Option.text(
              "time.start",
              "\"1996-05-07T00:00:00Z\"",
              "Time of the first row, where there is no column; quoted, or YAML makes a date of it.")
          .defaultTo("2000-01-01T00:00:00Z")
          .example("\"1996-05-07T00:00:00Z\"");
  public static final Option<Duration> TIME_STEP =
      Option.duration("time.step", "30m", "Time between two rows, where there is no column.")
          .defaultTo("1m");

  public static final Option<List<String>> NUMERIC =
      Option.list(
              "features.numeric",
              "price, demand",
              "Columns that are numbers; without it, all that nothing else is made of.")
          .defaultTo("")
          .example("price, demand");
  public static final Option<List<String>> CATEGORICAL =
      Option.list("features.categorical", "weekday", "Columns whose values are names.")
          .defaultTo("")
          .example("weekday");
  public static final Option<List<String>> SEGMENTS =
      Option.list("segments", "country", "Columns that people compare but the model must not see.")
          .defaultTo("")
          .example("country");
  public static final Option<List<String>> DIFFERENCES =
      Option.list(
              "features.differences",
              "price",
              "Numeric columns whose change since the last row counts.")
          .defaultTo("")
          .example("price");
  public static final Option<List<String>> LABEL_LAGS =
      Option.list(
              "features.label-lags",
              "1, 2, 48",
              "How many rows back known labels are taken from; none younger than the label delay.")
          .defaultTo("")
          .example("1, 2, 48");
  public static final Option<Boolean> TIME_OF_DAY =
      Option.flag("features.time-of-day", "Whether the hour of the day is a feature.")
          .defaultTo("false");
  public static final Option<Boolean> DAY_OF_WEEK =
      Option.flag("features.day-of-week", "Whether the day of the week is a feature.")
          .defaultTo("false");

  /** All keys, in the order of the reference page. */
  public static final List<Option<?>> ALL =
      List.of(
          MODEL,
          FIRST_MODEL_ROWS,
          MONITOR_ONLY,
          LABEL,
          CLASSES,
          LABEL_DELAY,
          TIME_COLUMN,
          TIME_FORMAT,
          TIME_START,
          TIME_STEP,
          NUMERIC,
          CATEGORICAL,
          SEGMENTS,
          DIFFERENCES,
          LABEL_LAGS,
          TIME_OF_DAY,
          DAY_OF_WEEK);

  /** The key under which a replay's file may set keys of the jobs and of the worker. */
  public static final Set<String> SECTIONS = Set.of("loop");

  private ReplayOptions() {}
}
