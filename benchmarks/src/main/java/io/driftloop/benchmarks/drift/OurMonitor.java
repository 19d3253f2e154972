package io.driftloop.benchmarks.drift;

import io.driftloop.benchmarks.streams.Layout;
import io.driftloop.signals.Reading;
import io.driftloop.signals.drift.DriftEvaluation;
import io.driftloop.signals.drift.DriftThresholds;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The product's monitor of features, as a benchmark sees it: a reference, then windows, each with a
 * verdict. The only place of the drift benchmarks that knows what the product calls.
 */
final class OurMonitor {
  private static final int BINS = 10;
  private static final DriftThresholds THRESHOLDS = DriftThresholds.defaults();

  private final ReferenceProfile reference;

  private OurMonitor(ReferenceProfile reference) {
    this.reference = reference;
  }

  /** What tells a reader how the verdicts came about. */
  static String rule() {
    return "PSI or Jensen-Shannon above its effect size and its null threshold at %s"
        .formatted(THRESHOLDS.alpha());
  }

  /**
   * A monitor at its defaults.
   *
   * @param rows the reference's rows, column by column
   */
  static OurMonitor of(Layout layout, float[][] rows) {
    List<Bins> bins = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      int categories = layout.categories()[i];
      bins.add(categories > 0 ? Bins.ofCategories(categories) : Bins.ofQuantiles(rows[i], BINS));
    }
    List<String> names = IntStream.range(0, rows.length).mapToObj(i -> "feature-" + i).toList();
    return new OurMonitor(
        new ReferenceProfile(names, bins, profile(bins, rows), new PerformanceProfile()));
  }

  /** Whether the monitor raises an alarm at this window, the next one of its stream. */
  boolean alarms(float[][] rows) {
    DataProfile window = profile(reference.bins(), rows);
    return DriftEvaluation.evaluate(reference, window, THRESHOLDS).stream()
        .anyMatch(Reading::breached);
  }

  private static DataProfile profile(List<Bins> bins, float[][] columns) {
    DataProfile profile = DataProfile.empty(bins, 0);
    float[] row = new float[columns.length];
    for (int i = 0; i < columns[0].length; i++) {
      for (int column = 0; column < row.length; column++) {
        row[column] = columns[column][i];
      }
      profile.addFeatures(bins, row);
    }
    return profile;
  }
}
