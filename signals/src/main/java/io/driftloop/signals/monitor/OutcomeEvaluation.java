package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.RateShift;
import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.severity.KnownRisk;
import io.driftloop.signals.stats.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a block's labels say of the scores, against the version's held-back rows. */
public final class OutcomeEvaluation {
  private final MonitorSettings settings;
  private final PerformanceProfile reference;

  public OutcomeEvaluation(MonitorSettings settings, PerformanceProfile reference) {
    this.settings = settings;
    this.reference = reference;
  }

  /**
   * Accuracy and log-loss of a block, and of a single window what the detector makes of it, in this
   * order.
   *
   * @param scale of a block of {@code 2^scale} windows
   * @param detector told of a single window; empty where the reference has no rows
   */
  public List<Reading> evaluate(
      PerformanceProfile block, int scale, Optional<RiskDetector> detector) {
    return Grading.of(readings(block, scale, detector), KnownRisk.nothing());
  }

  /** The same, without severities. */
  List<Reading> readings(PerformanceProfile block, int scale, Optional<RiskDetector> detector) {
    double level = Levels.of(settings, 1, scale).labels();
    boolean enough = block.rows() > 0 && block.rows() >= settings.minimumSamples();
    List<Reading> readings = new ArrayList<>();
    readings.add(accuracy(block, level));
    readings.add(
        Verdicts.meanRose(
            SignalKind.LOG_LOSS,
            reference.logLoss(),
            block.logLoss(),
            enough,
            settings.effects().logLoss(),
            level));
    if (scale == 0 && detector.isPresent() && settings.measures(SignalKind.RISK)) {
      readings.add(detector.get().add(block, level));
    }
    return readings.stream().filter(reading -> settings.measures(reading.kind())).toList();
  }

  /**
   * By the exact test of the number of errors: a normal approximation finds a good model's fall
   * late, and alarms up to fifty times too often where most rows are errors.
   */
  private Reading accuracy(PerformanceProfile block, double level) {
    Moments before = reference.correct();
    Moments now = block.correct();
    DriftScore score =
        RateShift.risen(
            RiskDetector.errors(before),
            before.count(),
            RiskDetector.errors(now),
            now.count(),
            level,
            settings.minimumSamples());
    return Readings.ofFall(
            SignalKind.ACCURACY, score, before.mean(), now.mean(), settings.effects().accuracy())
        .with("standardError", Math.sqrt(before.squaredError() + now.squaredError()));
  }
}
