package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.RiskChange;
import io.driftloop.signals.unlabelled.Comparison;
import io.driftloop.signals.unlabelled.Confidence;
import io.driftloop.signals.unlabelled.Estimate;
import io.driftloop.signals.unlabelled.ExpectedPerformance;
import io.driftloop.signals.unlabelled.LabelShift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be told of quality and of true classes before labels come. */
final class EstimateReadings {
  private final MonitorSettings settings;
  private final double level;
  private final HeldBackReference reference;
  private final ExpectedPerformance window;

  EstimateReadings(
      MonitorSettings settings,
      Levels levels,
      HeldBackReference reference,
      ExpectedPerformance window) {
    this.settings = settings;
    this.level = levels.estimates();
    this.reference = reference;
    this.window = window;
  }

  /**
   * All readings, in a fixed order.
   *
   * @param expected how often each class is predicted at the window's own times, where a season is
   *     known; else the held-back rows say it
   * @param predicted how often each class was predicted
   */
  List<Reading> all(Optional<long[]> expected, long[] predicted) {
    List<Reading> readings = new ArrayList<>();
    readings.add(labelShift(expected, predicted));
    readings.add(accuracy());
    Estimate logLoss = window.logLoss();
    readings.add(
        Reading.of(SignalKind.ESTIMATED_LOG_LOSS, "", logLoss.value(), logLoss.sampleCount())
            .with("standardError", logLoss.standardError()));
    return readings.stream().filter(reading -> settings.measures(reading.kind())).toList();
  }

  private Reading labelShift(Optional<long[]> expected, long[] predicted) {
    LabelShift shift = LabelShift.estimate(reference.confusion(), predicted, level);
    Comparison change =
        expected.map(season -> LabelShift.change(season, predicted, level)).orElse(shift.change());
    Reading reading = Readings.of(SignalKind.LABEL_SHIFT, "chi-squared", change, level, 0);
    for (int i = 0; i < shift.priors().length; i++) {
      reading = reading.with("prior" + i, shift.priors()[i]);
    }
    return enough(reading);
  }

  /** Only a fall counts. */
  private Reading accuracy() {
    Comparison found =
        Confidence.meanChange(reference.expected().correct(), window.correct(), level);
    Reading reading =
        Readings.of(
                SignalKind.ESTIMATED_ACCURACY, "welch", found, level, settings.effects().accuracy())
            .with("standardError", window.accuracy().standardError());
    boolean fell = found.value() < found.reference();
    return enough(fell ? reading : Readings.unbreached(reading));
  }

  /** How much worse the model seems to have become. */
  RiskChange risk() {
    if (Math.min(window.rows(), reference.expected().rows()) < settings.minimumSamples()) {
      return RiskChange.unknown();
    }
    double error =
        Math.sqrt(window.correct().squaredError() + reference.expected().correct().squaredError());
    return new RiskChange(reference.expected().correct().mean() - window.correct().mean(), error);
  }

  private Reading enough(Reading reading) {
    return Readings.ofEnough(reading, settings.minimumSamples());
  }
}
