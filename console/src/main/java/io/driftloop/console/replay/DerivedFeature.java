package io.driftloop.console.replay;

import io.driftloop.config.ConfigException;
import io.driftloop.console.ConsoleException;
import io.driftloop.serving.FeatureSchema.Feature;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A feature and how its value in a row comes about. None looks at anything that is not known when
 * the row comes to be.
 */
record DerivedFeature(Feature feature, Value value) {
  private static final long MILLIS_PER_HOUR = 3_600_000L;
  private static final Set<String> MISSING = Set.of("", "?", "NA", "NaN");

  /** The feature's number in a row; NaN where it is missing. */
  interface Value {
    float of(int row, long[] times, String[] labels);
  }

  /** Hours since midnight, UTC, with their fraction. */
  static DerivedFeature timeOfDay() {
    return new DerivedFeature(
        Feature.numeric("time-of-day", "h"),
        (row, times, labels) ->
            Math.floorMod(times[row], 24 * MILLIS_PER_HOUR) / (float) MILLIS_PER_HOUR);
  }

  /** The day of the week, UTC: Monday is 0. */
  static DerivedFeature dayOfWeek() {
    List<String> days = Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();
    return new DerivedFeature(
        Feature.categorical("day-of-week", days),
        (row, times, labels) ->
            Instant.ofEpochMilli(times[row]).atZone(ZoneOffset.UTC).getDayOfWeek().ordinal());
  }

  static DerivedFeature numeric(CsvTable table, String column) {
    float[] values = numbers(table, column);
    return new DerivedFeature(Feature.numeric(column, ""), (row, times, labels) -> values[row]);
  }

  /** The change since the row before; missing in the first row. */
  static DerivedFeature difference(CsvTable table, String column) {
    float[] values = numbers(table, column);
    return new DerivedFeature(
        Feature.numeric(column + "-change", ""),
        (row, times, labels) -> row == 0 ? Float.NaN : values[row] - values[row - 1]);
  }

  /** A column's names by the index that they have among those of the first rows. */
  static DerivedFeature categorical(CsvTable table, String column, int firstModelRows) {
    int position = table.position(column);
    TreeSet<String> seen = new TreeSet<>();
    table.rows().subList(0, firstModelRows).forEach(row -> seen.add(row[position]));
    seen.removeIf(String::isEmpty);
    if (seen.isEmpty()) {
      throw new ConsoleException("column %s is empty in the first rows".formatted(column));
    }
    Feature feature = Feature.categorical(column, List.copyOf(seen));
    return new DerivedFeature(
        feature,
        (row, times, labels) -> {
          String cell = table.rows().get(row)[position];
          return cell.isEmpty() ? Float.NaN : feature.indexOf(cell);
        });
  }

  /**
   * The label of an earlier row; missing where there is none.
   *
   * @param lag rows back
   * @param delay rows back of the youngest label that is known
   */
  static DerivedFeature labelLag(String lag, int delay, List<String> classes) {
    int back;
    try {
      back = Integer.parseInt(lag);
    } catch (NumberFormatException e) {
      throw new ConfigException("features.label-lags: '%s' is no number of rows".formatted(lag));
    }
    if (back < delay) {
      throw new ConfigException(
          "features.label-lags: the label of %d rows back is not known yet; at least %d"
              .formatted(back, delay));
    }
    Feature feature = Feature.categorical("label-" + back, classes);
    return new DerivedFeature(
        feature,
        (row, times, labels) -> row < back ? Float.NaN : feature.indexOf(labels[row - back]));
  }

  private static float[] numbers(CsvTable table, String column) {
    int position = table.position(column);
    float[] values = new float[table.rows().size()];
    for (int i = 0; i < values.length; i++) {
      String cell = table.rows().get(i)[position];
      try {
        values[i] = MISSING.contains(cell) ? Float.NaN : Float.parseFloat(cell);
      } catch (NumberFormatException e) {
        throw new ConsoleException(
            "row %d: '%s' in column %s is no number".formatted(i + 1, cell, column));
      }
    }
    return values;
  }
}
