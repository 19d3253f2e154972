package io.driftloop.signals.monitor;

import io.driftloop.signals.slices.Predicate;
import io.driftloop.signals.slices.RowSample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sampled rows by their codes, to count those of a slice.
 *
 * @param codes one array a row
 * @param errors 1 for a miss and 0 for a hit, one a row
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SliceCounts(int[][] codes, double[] errors) {
  /** No rows. */
  static final SliceCounts NONE = new SliceCounts(new int[0][], new double[0]);

  static SliceCounts of(RowSample sample) {
    return new SliceCounts(sample.codes(), sample.errors());
  }

  int rows() {
    return codes.length;
  }

  /** Rows that meet all of these conditions. */
  long rows(List<Predicate> slice) {
    return IntStream.range(0, codes.length).filter(row -> meets(row, slice)).count();
  }

  /** Misses among them. */
  long misses(List<Predicate> slice) {
    return IntStream.range(0, codes.length)
        .filter(row -> errors[row] > 0 && meets(row, slice))
        .count();
  }

  private boolean meets(int row, List<Predicate> slice) {
    for (Predicate predicate : slice) {
      if (codes[row][predicate.feature()] != predicate.code()) {
        return false;
      }
    }
    return true;
  }

  /** The misses alone, each with this error in place of its own. */
  SliceCounts misses(double error) {
    int[][] missed =
        IntStream.range(0, codes.length)
            .filter(row -> errors[row] > 0)
            .mapToObj(row -> codes[row])
            .toArray(int[][]::new);
    double[] same = new double[missed.length];
    Arrays.fill(same, error);
    return new SliceCounts(missed, same);
  }

  SliceCounts and(SliceCounts other) {
    return new SliceCounts(
        Stream.concat(Arrays.stream(codes), Arrays.stream(other.codes)).toArray(int[][]::new),
        IntStream.range(0, errors.length + other.errors.length)
            .mapToDouble(i -> i < errors.length ? errors[i] : other.errors[i - errors.length])
            .toArray());
  }
}
