package io.driftloop.benchmarks.errors;

import io.driftloop.signals.detector.ChangeDetector;
import io.driftloop.signals.detector.ChangeLevel;
import io.driftloop.signals.detector.DetectorKind;
import io.driftloop.signals.sequential.EDetector;
import io.driftloop.signals.sequential.RiskLimit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The product's detectors of mistakes, as a benchmark sees them. The only place of this benchmark
 * that knows what the product calls.
 */
final class OurDetectors {
  private static final double RUN_LENGTH = 10_000;

  /** Of KSWIN, which samples. */
  private static final long SEED = 42;

  private OurDetectors() {}

  /**
   * A detector at its defaults.
   *
   * @param runLength the rows between two false alarms that it promises on average; empty for none
   */
  record Entry(String name, OptionalDouble runLength, Supplier<ErrorDetector> start) {}

  static List<Entry> all() {
    return Stream.concat(
            Stream.of(
                new Entry(
                    "Driftloop, e-detector",
                    OptionalDouble.of(RUN_LENGTH),
                    () -> new OfBets(1000, 0.01)),
                new Entry(
                    "Driftloop, e-detector, 3,000 first rows",
                    OptionalDouble.of(RUN_LENGTH),
                    () -> new OfBets(3000, 0.01))),
            Stream.of(DetectorKind.values()).map(OurDetectors::published))
        .toList();
  }

  /** A published detector as the product has it, which promises no run length. */
  private static Entry published(DetectorKind kind) {
    return new Entry("Driftloop, " + title(kind), OptionalDouble.empty(), () -> detector(kind));
  }

  private static String title(DetectorKind kind) {
    return kind == DetectorKind.PAGE_HINKLEY ? "Page-Hinkley" : kind.name();
  }

  private static ErrorDetector detector(DetectorKind kind) {
    ChangeDetector detector = kind.create(SEED);
    return error -> detector.add(error ? 1 : 0) == ChangeLevel.CHANGE;
  }

  /** Bets that the error rate exceeds what the rows after the last alarm allow for. */
  private static final class OfBets implements ErrorDetector {
    private static final double CONFIDENCE = 0.95;

    private final int referenceRows;
    private final double tolerance;
    private long rows;
    private long errors;
    private EDetector detector;

    OfBets(int referenceRows, double tolerance) {
      this.referenceRows = referenceRows;
      this.tolerance = tolerance;
    }

    @Override
    public boolean alarms(boolean error) {
      if (rows < referenceRows) {
        rows++;
        errors += error ? 1 : 0;
        return false;
      }
      if (detector == null) {
        detector = new EDetector(RiskLimit.from(errors, rows, tolerance, CONFIDENCE).bets());
      }
      detector.add(error ? 1 : 0);
      boolean alarm = detector.alarms(1 / RUN_LENGTH);
      if (alarm) {
        rows = 0;
        errors = 0;
        detector = null;
      }
      return alarm;
    }
  }
}
