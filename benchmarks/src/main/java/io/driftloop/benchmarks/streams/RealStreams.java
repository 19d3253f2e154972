package io.driftloop.benchmarks.streams;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.console.replay.CsvTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The public streams with drift that detectors are usually judged on, from a directory of gzipped
 * CSV files with one subdirectory a stream.
 */
public final class RealStreams {
  private static final Set<String> MISSING = Set.of("", "?", "NA", "NaN");

  /**
   * Where a stream lies and what it is.
   *
   * @param label the label's column
   * @param leftOut columns that are no features
   * @param drifts rows at which it is documented to change
   */
  record Source(
      String name, String file, String label, Set<String> leftOut, List<Integer> drifts) {}

  /** Insects changes at 14,028 by its documentation, at the others by a switch of the classes. */
  private static final List<Integer> INSECTS =
      List.of(3241, 10467, 11773, 13800, 14028, 22719, 23273);

  private static final List<Source> SOURCES =
      List.of(
          new Source(
              "insects",
              "insects-gradual-balanced/insects_gradual_balanced.csv.gz",
              "class",
              Set.of(),
              INSECTS),
          new Source("elec2", "elec2/electricity.csv.gz", "class", Set.of("date"), List.of(17424)),
          new Source("rialto", "rialto/rialto.csv.gz", "class", Set.of(), List.of()),
          new Source(
              "noaa-weather", "noaa-weather/noaa_weather.csv.gz", "rain", Set.of(), List.of()),
          new Source("spam-stream", "spam-stream/spam.csv.gz", "class", Set.of(), List.of()));

  private final Path directory;

  public RealStreams(Path directory) {
    this.directory = directory;
  }

  /** Names of the streams that can be loaded. */
  public static List<String> names() {
    return SOURCES.stream().map(Source::name).toList();
  }

  /**
   * Reads a stream.
   *
   * @throws BenchmarkException where there is none of this name, or its file is missing
   */
  public LabelledStream load(String name) {
    Source source =
        SOURCES.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new BenchmarkException("there is no stream " + name));
    Path file = directory.resolve(source.file());
    if (!Files.isReadable(file)) {
      throw new BenchmarkException("the data directory has no %s".formatted(source.file()));
    }
    return parse(source, CsvTable.read(file));
  }

  static LabelledStream parse(Source source, CsvTable table) {
    int label = table.position(source.label());
    List<String> columns =
        table.columns().stream()
            .filter(column -> !column.equals(source.label()) && !source.leftOut().contains(column))
            .toList();
    int[] positions = columns.stream().mapToInt(table::position).toArray();
    TreeSet<String> names = new TreeSet<>();
    table.rows().forEach(row -> names.add(row[label]));
    List<String> classes = List.copyOf(names);
    float[][] rows = new float[table.rows().size()][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      String[] cells = table.rows().get(i);
      rows[i] = numbers(cells, positions, source.name(), i);
      labels[i] = classes.indexOf(cells[label]);
    }
    return new LabelledStream(source.name(), columns, rows, labels, classes, source.drifts());
  }

  private static float[] numbers(String[] cells, int[] positions, String stream, int row) {
    float[] numbers = new float[positions.length];
    for (int i = 0; i < positions.length; i++) {
      String cell = cells[positions[i]];
      try {
        numbers[i] = MISSING.contains(cell) ? Float.NaN : Float.parseFloat(cell);
      } catch (NumberFormatException e) {
        throw new BenchmarkException(
            "%s, row %d: '%s' is no number".formatted(stream, row + 1, cell), e);
      }
    }
    return numbers;
  }
}
