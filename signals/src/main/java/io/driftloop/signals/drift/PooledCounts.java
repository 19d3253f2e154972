package io.driftloop.signals.drift;

import java.util.Arrays;

/**
 * What both sides hold together, bin by bin: the condition of an exact test. Bins that both leave
 * empty say nothing and are left out; equal bins stand once, with their number.
 */
final class PooledCounts {
  final long n;
  final long m;

  /** Rows of both sides in a bin, ascending and distinct. */
  final long[] counts;

  /** Bins with so many rows. */
  final int[] multiplicity;

  PooledCounts(long[] reference, long[] window) {
    n = BinTerm.total(reference);
    m = BinTerm.total(window);
    long[] sums = new long[window.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = reference[i] + window[i];
    }
    Arrays.sort(sums);
    long[] distinct = new long[sums.length];
    int[] times = new int[sums.length];
    int size = 0;
    for (long sum : sums) {
      if (size > 0 && distinct[size - 1] == sum) {
        times[size - 1]++;
      } else if (sum > 0) {
        distinct[size] = sum;
        times[size++] = 1;
      }
    }
    counts = Arrays.copyOf(distinct, size);
    multiplicity = Arrays.copyOf(times, size);
  }

  int bins() {
    return Arrays.stream(multiplicity).sum();
  }

  /** Share of the window in all rows. */
  double windowShare() {
    return (double) m / (n + m);
  }

  /** Whether there is anything to compare: rows on both sides, in two bins or more. */
  boolean comparable() {
    return n > 0 && m > 0 && bins() > 1;
  }

  /** How many windows are possible, roughly and from above: the fullest bin takes what is left. */
  double outcomes() {
    double outcomes = 1;
    for (int i = 0; i < counts.length; i++) {
      int free = multiplicity[i] - (i == counts.length - 1 ? 1 : 0);
      outcomes *= Math.pow(Math.min(counts[i], m) + 1.0, free);
    }
    return outcomes;
  }
}
