package io.driftloop.benchmarks.errors;

import io.driftloop.signals.performance.PerformanceEvaluation;
import io.driftloop.signals.performance.PerformanceThresholds;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * The product's detectors of mistakes, as a benchmark sees them. The only place of this benchmark
 * that knows what the product calls.
 */
final class OurDetectors {
  private static final int REFERENCE_ROWS = 1000;
  private static final int WINDOW_ROWS = 200;
  private static final float[] RIGHT = {1, 0};
  private static final float[] WRONG = {0, 1};

  private OurDetectors() {}

  /**
   * A detector at its defaults.
   *
   * @param runLength the rows between two false alarms that it promises on average; empty for none
   */
  record Entry(String name, OptionalDouble runLength, Supplier<ErrorDetector> start) {}

  static List<Entry> all() {
    return List.of(
        new Entry("Driftloop, accuracy by window", OptionalDouble.empty(), WindowedAccuracy::new));
  }

  /** Windows of rows held against the first ones, by the thresholds of the label join. */
  private static final class WindowedAccuracy implements ErrorDetector {
    private PerformanceProfile reference = new PerformanceProfile();
    private PerformanceProfile window = new PerformanceProfile();

    @Override
    public boolean alarms(boolean error) {
      if (reference.rows() < REFERENCE_ROWS) {
        reference.add(error ? WRONG : RIGHT, 0);
        return false;
      }
      window.add(error ? WRONG : RIGHT, 0);
      if (window.rows() < WINDOW_ROWS) {
        return false;
      }
      boolean breached =
          PerformanceEvaluation.evaluate(reference, window, PerformanceThresholds.defaults())
              .get(0)
              .breached();
      window = new PerformanceProfile();
      if (breached) {
        reference = new PerformanceProfile();
      }
      return breached;
    }
  }
}
