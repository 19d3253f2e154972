package io.driftloop.benchmarks.streams;

import java.util.Arrays;
import java.util.List;

/**
 * A real stream: rows in their order, what they turned out to be, and where it is known to change.
 *
 * @param columns names of the features
 * @param rows features, one array a row; NaN is missing
 * @param labels class indices, one a row
 * @param classes names, in the order of the indices
 * @param drifts rows at which it is documented to change, ascending; empty where nobody knows
 */
@SuppressWarnings("ArrayRecordComponent") // Streams are never compared.
public record LabelledStream(
    String name,
    List<String> columns,
    float[][] rows,
    int[] labels,
    List<String> classes,
    List<Integer> drifts) {

  public LabelledStream {
    columns = List.copyOf(columns);
    classes = List.copyOf(classes);
    drifts = List.copyOf(drifts);
    if (rows.length != labels.length) {
      throw new IllegalArgumentException(
          "%s: %d labels for %d rows".formatted(name, labels.length, rows.length));
    }
  }

  public int size() {
    return rows.length;
  }

  /** Its first rows. */
  public LabelledStream first(int count) {
    int kept = Math.min(count, rows.length);
    return new LabelledStream(
        name,
        columns,
        Arrays.copyOf(rows, kept),
        Arrays.copyOf(labels, kept),
        classes,
        drifts.stream().filter(row -> row < kept).toList());
  }
}
