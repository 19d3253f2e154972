package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.sequential.EDetector;
import io.driftloop.signals.sequential.RiskLimit;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Watches a version's error rate window after window: an e-detector that its rate has exceeded the
 * held-back rows' by more than is tolerated. It gathers evidence over windows, so that a small harm
 * that lasts is found, and keeps its false-alarm rate however long it runs.
 */
public final class RiskDetector {
  /** The chance that the limit is above the model's true error rate. */
  private static final double CONFIDENCE = 0.99;

  private final EDetector detector;

  private RiskDetector(EDetector detector) {
    this.detector = detector;
  }

  /**
   * A detector that has seen nothing.
   *
   * @param reference performance on held-back rows
   * @param tolerance rise of the error rate that nobody minds, as a share
   */
  public static RiskDetector of(PerformanceProfile reference, double tolerance) {
    return new RiskDetector(new EDetector(limit(reference, tolerance).bets()));
  }

  private static RiskLimit limit(PerformanceProfile reference, double tolerance) {
    long rows = reference.rows();
    return RiskLimit.from(errors(reference.correct()), rows, tolerance, CONFIDENCE);
  }

  /** Rows that were not hit. */
  static long errors(Moments correct) {
    return Math.round(correct.count() * (1 - correct.mean()));
  }

  /**
   * Adds a window; after an alarm the detector starts afresh.
   *
   * @param level false alarms a window that are put up with
   */
  public Reading add(PerformanceProfile window, double level) {
    detector.addErrors(window.rows(), errors(window.correct()));
    boolean alarm = detector.alarms(level);
    double value = detector.value();
    Judgement judgement = new Judgement("e-detector", Double.NaN, 0, 1 / level, Double.NaN, alarm);
    Reading reading =
        Reading.of(SignalKind.RISK, "", value, window.rows())
            .judged(judgement)
            .with("windows", detector.updates())
            .with("evidence", detector.evidence());
    if (alarm) {
      detector.reset();
    }
    return reading;
  }

  public void write(DataOutput out) throws IOException {
    detector.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no detector
   */
  public static RiskDetector read(DataInput in) throws IOException {
    return new RiskDetector(EDetector.read(in));
  }
}
