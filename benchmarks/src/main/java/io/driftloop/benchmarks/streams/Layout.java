package io.driftloop.benchmarks.streams;

import java.util.stream.IntStream;

/**
 * What the columns of a made-up stream are.
 *
 * @param categories how many categories a column has; 0 for a number
 */
@SuppressWarnings("ArrayRecordComponent") // Layouts are never compared.
public record Layout(int[] categories) {

  /** Columns that all are numbers, or all have as many categories. */
  public static Layout uniform(int columns, int categories) {
    return new Layout(IntStream.generate(() -> categories).limit(columns).toArray());
  }

  public int columns() {
    return categories.length;
  }
}
