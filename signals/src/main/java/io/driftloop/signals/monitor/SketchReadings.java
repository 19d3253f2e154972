package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.sketch.DistinctSketch;
import io.driftloop.signals.sketch.FeatureSketch;
import io.driftloop.signals.sketch.FrequentItems;
import io.driftloop.signals.sketch.QuantileDrift;
import io.driftloop.signals.sketch.QuantileSketch;
import java.util.List;

/** What sketches say of a feature that its bins cannot: shifts within a bin, and new categories. */
final class SketchReadings {
  private static final int[] PERCENTILES = {1, 50, 99};

  private final MonitorSettings settings;
  private final double level;
  private final boolean judged;

  /**
   * @param judged whether verdicts are given; else figures only
   */
  SketchReadings(MonitorSettings settings, Levels levels, boolean judged) {
    this.settings = settings;
    this.level = levels.quantiles();
    this.judged = judged;
  }

  /** The reading of a feature; none where its kind is off. */
  List<Reading> of(String name, FeatureSketch before, FeatureSketch now) {
    SignalKind kind = now.quantiles().isPresent() ? SignalKind.QUANTILES : SignalKind.DISTINCT;
    if (!settings.measures(kind)) {
      return List.of();
    }
    return List.of(
        kind == SignalKind.QUANTILES
            ? quantiles(name, before.quantiles().orElseThrow(), now.quantiles().orElseThrow())
            : distinct(name, before, now));
  }

  private Reading quantiles(String name, QuantileSketch before, QuantileSketch now) {
    DriftScore score = QuantileDrift.score(before, now, level, settings.minimumSamples());
    Reading reading =
        Readings.of(SignalKind.QUANTILES, name, score, 0).with("rankError", now.rankError());
    for (int percentile : PERCENTILES) {
      reading =
          reading
              .with("p" + percentile, now.quantile(percentile / 100.0))
              .with("p" + percentile + "Before", before.quantile(percentile / 100.0));
    }
    return judged ? reading : Readings.unbreached(reading);
  }

  private static Reading distinct(String name, FeatureSketch before, FeatureSketch now) {
    DistinctSketch count = now.distinct().orElseThrow();
    FrequentItems<Long> items = now.frequent().orElseThrow();
    Reading reading =
        Reading.of(SignalKind.DISTINCT, name, count.count(), items.count())
            .with("distinctBefore", before.distinct().orElseThrow().count());
    List<FrequentItems.Item<Long>> fresh = items.newSince(before.frequent().orElseThrow());
    return fresh.isEmpty()
        ? reading
        : reading
            .with("newCategories", fresh.size())
            .with("newCategory", fresh.get(0).item())
            .with("newShare", fresh.get(0).atLeast() / (double) items.count());
  }
}
