package io.driftloop.benchmarks.drift;

import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.streams.ChangingFeatures.Change;
import java.util.Arrays;

/**
 * When a method's first alarms came.
 *
 * @param firstAlarms the window of each run's first alarm, counted from 0; below 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Detections(Change change, String method, int[] firstAlarms) {

  /** Runs with an alarm before the change count as early and say nothing about the delay. */
  Row row(Plan plan) {
    int[] delays =
        Arrays.stream(firstAlarms)
            .filter(window -> window < 0 || window >= plan.healthy())
            .map(window -> window < 0 ? Integer.MAX_VALUE : window - plan.healthy() + 1)
            .sorted()
            .toArray();
    long seen = Arrays.stream(delays).filter(delay -> delay < Integer.MAX_VALUE).count();
    return Row.of("change", change.title())
        .with("method", method)
        .with("runs", firstAlarms.length)
        .with("alarm before the change", firstAlarms.length - delays.length)
        .with("median windows", quantile(delays, 0.5))
        .with("90 % within", quantile(delays, 0.9))
        .with("seen", delays.length == 0 ? Double.NaN : seen / (double) delays.length);
  }

  /** The smallest delay that a share of the runs keeps; infinite where they saw nothing. */
  private static double quantile(int[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int delay = sorted[(int) Math.ceil(share * sorted.length) - 1];
    return delay == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : delay;
  }
}
