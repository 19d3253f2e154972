package io.driftloop.benchmarks.drift;

/**
 * How large the measurement of detection is.
 *
 * @param windows windows of a run
 * @param healthy windows before the change
 * @param rows rows of a window
 * @param referenceRows rows of a run's reference
 * @param calibrationRuns runs without a change, which give the false alarms and the peers'
 *     thresholds
 * @param runs runs with each change
 */
record Plan(int windows, int healthy, int rows, int referenceRows, int calibrationRuns, int runs) {

  /** Windows that a change can be seen in. */
  int changed() {
    return windows - healthy;
  }

  /** The seed of a run with a change, which no run without one has. */
  long seed(int run) {
    return 1_000_000L + run;
  }
}
