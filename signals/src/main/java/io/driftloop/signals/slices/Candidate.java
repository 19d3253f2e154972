package io.driftloop.signals.slices;

import java.util.Arrays;

/**
 * A slice during the search.
 *
 * @param items its conditions, as ascending indices into those of {@link SliceRows}
 * @param support its rows, or a bound on them
 * @param error the sum of their errors, or a bound on it
 * @param largest their largest error, or a bound on it
 */
@SuppressWarnings("ArrayRecordComponent")
record Candidate(int[] items, int support, double error, double largest) {

  /** What a slice contained in both can have at most. */
  Candidate meet(Candidate other, int[] joined) {
    return new Candidate(
        joined,
        Math.min(support, other.support),
        Math.min(error, other.error),
        Math.min(largest, other.largest));
  }

  /** Whether both agree in all conditions but the last, of which this has the smaller. */
  boolean joins(Candidate other) {
    int last = items.length - 1;
    return Arrays.equals(items, 0, last, other.items, 0, last) && items[last] < other.items[last];
  }
}
