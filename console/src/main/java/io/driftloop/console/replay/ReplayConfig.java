package io.driftloop.console.replay;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.serving.FeatureSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes a labelled stream of a table as {@link ReplayOptions} says. */
public final class ReplayConfig {
  private ReplayConfig() {}

  /**
   * The stream.
   *
   * @throws ConfigException where a key is wrong
   * @throws ConsoleException where the table is not what the keys say
   */
  public static ReplayData apply(CsvTable table, Options options) {
    options.requireKnown(ReplayOptions.ALL, ReplayOptions.SECTIONS);
    int firstModelRows = options.get(ReplayOptions.FIRST_MODEL_ROWS);
    if (firstModelRows >= table.rows().size()) {
      throw new ConfigException(
          "first-model-rows: %d leaves nothing to replay of %d rows"
              .formatted(firstModelRows, table.rows().size()));
    }
    int label = table.position(options.get(ReplayOptions.LABEL));
    List<String> classes = classes(table, label, options);
    long[] times = RowTimes.eventTimes(table, options);
    long[] known = RowTimes.knownAt(times, options.get(ReplayOptions.LABEL_DELAY));
    int delay = RowTimes.delayRows(times, known);
    String[] labels = table.rows().stream().map(row -> row[label]).toArray(String[]::new);

    List<DerivedFeature> features = features(table, options, firstModelRows, classes, delay);
    FeatureSchema schema =
        new FeatureSchema(features.stream().map(DerivedFeature::feature).toList(), classes);
    Map<String, Integer> segments = new LinkedHashMap<>();
    options.get(ReplayOptions.SEGMENTS).forEach(name -> segments.put(name, table.position(name)));
    List<ReplayRow> rows = new ArrayList<>(labels.length);
    for (int i = 0; i < labels.length; i++) {
      float[] values = new float[features.size()];
      for (int j = 0; j < values.length; j++) {
        values[j] = features.get(j).value().of(i, times, labels);
      }
      rows.add(
          new ReplayRow(
              i, times[i], values, pick(segments, table.rows().get(i)), labels[i], known[i]));
    }
    return new ReplayData(
        options.get(ReplayOptions.MODEL), schema, List.copyOf(rows), firstModelRows, delay);
  }

  private static Map<String, String> pick(Map<String, Integer> segments, String[] row) {
    Map<String, String> picked = new LinkedHashMap<>();
    segments.forEach((name, position) -> picked.put(name, row[position]));
    return Map.copyOf(picked);
  }

  private static List<String> classes(CsvTable table, int label, Options options) {
    List<String> named = options.get(ReplayOptions.CLASSES);
    TreeSet<String> found = new TreeSet<>();
    table.rows().forEach(row -> found.add(row[label]));
    if (!named.isEmpty() && !named.containsAll(found)) {
      throw new ConfigException(
          "label.classes: the data's classes are %s".formatted(String.join(", ", found)));
    }
    List<String> classes = named.isEmpty() ? List.copyOf(found) : named;
    if (classes.size() < 2) {
      throw new ConsoleException("the label column holds one class only: " + classes);
    }
    return classes;
  }

  private static List<DerivedFeature> features(
      CsvTable table, Options options, int firstModelRows, List<String> classes, int delay) {
    List<DerivedFeature> features = new ArrayList<>();
    if (options.get(ReplayOptions.TIME_OF_DAY)) {
      features.add(DerivedFeature.timeOfDay());
    }
    if (options.get(ReplayOptions.DAY_OF_WEEK)) {
      features.add(DerivedFeature.dayOfWeek());
    }
    for (String column : numeric(table, options)) {
      features.add(DerivedFeature.numeric(table, column));
    }
    for (String column : options.get(ReplayOptions.CATEGORICAL)) {
      features.add(DerivedFeature.categorical(table, column, firstModelRows));
    }
    for (String column : options.get(ReplayOptions.DIFFERENCES)) {
      features.add(DerivedFeature.difference(table, column));
    }
    for (String lag : options.get(ReplayOptions.LABEL_LAGS)) {
      features.add(DerivedFeature.labelLag(lag, delay, classes));
    }
    return features;
  }

  /** The named numeric columns, or every column that nothing else is made of. */
  private static List<String> numeric(CsvTable table, Options options) {
    if (options.has(ReplayOptions.NUMERIC)) {
      return options.get(ReplayOptions.NUMERIC);
    }
    Set<String> rest = new LinkedHashSet<>(table.columns());
    rest.remove(options.get(ReplayOptions.LABEL));
    rest.remove(options.get(ReplayOptions.TIME_COLUMN));
    rest.removeAll(options.get(ReplayOptions.CATEGORICAL));
    rest.removeAll(options.get(ReplayOptions.SEGMENTS));
    return List.copyOf(rest);
  }
}
