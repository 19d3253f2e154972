package io.driftloop.signals.slices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows, turned around: which of them meet each single condition, as bits. */
final class SliceRows {
  private final double[] errors;
  private final List<Predicate> predicates = new ArrayList<>();
  private final List<long[]> bits = new ArrayList<>();

  SliceRows(int[][] codes, double[] errors, int minimumSupport) {
    this.errors = errors;
    Map<Predicate, long[]> byPredicate = new HashMap<>();
    for (int row = 0; row < codes.length; row++) {
      for (int feature = 0; feature < codes[row].length; feature++) {
        if (codes[row][feature] >= 0) {
          Predicate predicate = new Predicate(feature, codes[row][feature]);
          long[] rows =
              byPredicate.computeIfAbsent(predicate, p -> new long[(errors.length + 63) / 64]);
          rows[row / 64] |= 1L << (row % 64);
        }
      }
    }
    byPredicate.entrySet().stream()
        .filter(entry -> count(entry.getValue()) >= minimumSupport)
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparingInt(Predicate::feature).thenComparingInt(Predicate::code)))
        .forEach(
            entry -> {
              predicates.add(entry.getKey());
              bits.add(entry.getValue());
            });
  }

  private static int count(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** Conditions that enough rows meet, by ascending feature, then code. */
  List<Predicate> predicates() {
    return predicates;
  }

  /** Counts the rows that meet all of these conditions. */
  Candidate evaluate(int[] items) {
    int support = 0;
    double sum = 0;
    double largest = 0;
    for (int word = 0; word < (errors.length + 63) / 64; word++) {
      long rows = -1L;
      for (int item : items) {
        rows &= bits.get(item)[word];
      }
      support += Long.bitCount(rows);
      for (; rows != 0; rows &= rows - 1) {
        double error = errors[word * 64 + Long.numberOfTrailingZeros(rows)];
        sum += error;
        largest = Math.max(largest, error);
      }
    }
    return new Candidate(items, support, sum, largest);
  }
}
