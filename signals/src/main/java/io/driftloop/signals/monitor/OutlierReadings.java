package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import io.driftloop.signals.unlabelled.OutlierCounts;
import io.driftloop.signals.unlabelled.OutlierThreshold;
import java.util.ArrayList;
import java.util.List;

/** Rows whose embedding is unlike the training data's, by each method, which is the subject. */
final class OutlierReadings {
  private final MonitorSettings settings;
  private final double level;

  OutlierReadings(MonitorSettings settings, Levels levels, EmbeddingReference reference) {
    this.settings = settings;
    this.level = levels.outliers(reference.methods().size());
  }

  /** A reading a method; none where the kind is off. */
  List<Reading> all(EmbeddingReference reference, OutlierCounts window) {
    List<Reading> readings = new ArrayList<>();
    if (settings.measures(SignalKind.OOD_RATE)) {
      for (int method = 0; method < reference.methods().size(); method++) {
        readings.add(
            rate(
                reference.methods().get(method).wireName(),
                reference.threshold(method),
                window.beyond(method),
                window.rows()));
      }
    }
    return readings;
  }

  private Reading rate(String method, OutlierThreshold threshold, long beyond, long rows) {
    DriftScore score = threshold.risen(beyond, rows, level, Math.max(1, settings.minimumSamples()));
    return Readings.ofRise(
            SignalKind.OOD_RATE,
            method,
            score,
            threshold.beyond(),
            beyond,
            settings.effects().rate())
        .with("scoreAbove", threshold.threshold());
  }
}
