package io.driftloop.benchmarks.streaming;

/**
 * Counts latencies in bins less than 1 % wide. A measurement that kept each of them would fill the
 * heap that the measured job shares, and measure the collector.
 */
final class LatencyHistogram {
  /** Sign, exponent and seven bits of the fraction of a double remain. */
  private static final int DROPPED_BITS = 45;

  private final long[] counts = new long[bin(Long.MAX_VALUE) + 1];
  private long count;

  /** Adds a latency; a clock that went backwards gives none below zero. */
  void add(long nanos) {
    counts[bin(Math.max(0, nanos))]++;
    count++;
  }

  long count() {
    return count;
  }

  /**
   * The latency, in nanoseconds, that a share of all stays below or at.
   *
   * @param share between 0 and 1, 1 left out
   */
  double quantile(double share) {
    long wanted = (long) (count * share);
    int bin = 0;
    for (long below = counts[0]; below <= wanted; below += counts[bin]) {
      bin++;
    }
    return Double.longBitsToDouble((long) bin << DROPPED_BITS);
  }

  private static int bin(long nanos) {
    return (int) (Double.doubleToRawLongBits(nanos) >>> DROPPED_BITS);
  }
}
