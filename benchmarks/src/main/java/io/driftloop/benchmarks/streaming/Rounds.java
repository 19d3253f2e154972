package io.driftloop.benchmarks.streaming;

import java.util.List;

/** What repeated measurements come to. */
final class Rounds {
  private Rounds() {}

  /** The middle one; of an even number, the mean of both in the middle. */
  static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
