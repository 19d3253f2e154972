package io.driftloop.benchmarks.drift;

import io.driftloop.benchmarks.streams.Layout;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.signals.Reading;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.PredictionEvaluation;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.sequential.Block;
import io.driftloop.signals.sequential.DyadicScales;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import io.driftloop.signals.sketch.ReferenceScan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The product's monitor of features, as a benchmark sees it: a reference, then windows, each with a
 * verdict. The only place of the drift benchmarks that knows what the product calls.
 */
final class OurMonitor {
  private static final int BINS = 10;
  private static final int SCALES = 5;
  private static final long FOURIER_SEED = 20_071;
  private static final int FOURIER_FEATURES = 32;
  private static final double BUDGET = 0.05;
  private static final MonitorSettings SETTINGS =
      new MonitorSettings(
          FalseAlarmBudget.alpha(BUDGET),
          Duration.ofDays(1),
          SCALES,
          100,
          MonitorSettings.Effects.defaults(),
          VerdictOptions.OFF.defaultValue().orElseThrow());
  private static final float[] NO_SCORES = {1};

  private final PredictionReference reference;
  private final PredictionEvaluation evaluation;
  private final DyadicScales<PredictionProfile> scales;
  private long windows;

  private OurMonitor(PredictionReference reference) {
    this.reference = reference;
    this.evaluation = new PredictionEvaluation(SETTINGS, reference);
    this.scales = new DyadicScales<>(SCALES, () -> PredictionProfile.empty(reference));
  }

  /** What tells a reader how the verdicts came about. */
  static String rule() {
    return "every default signal at a budget of %s false alarms in 100 windows, %d scales"
        .formatted(BUDGET, SCALES);
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
    ReferenceScan scan = new ReferenceScan(layout.categories());
    for (int i = 0; i < rows[0].length; i++) {
      scan.add(row(rows, i));
    }
    ReferenceBuilder builder =
        new ReferenceBuilder(names, bins, 1)
            .withFourier(scan.fourier(FOURIER_SEED, FOURIER_FEATURES));
    for (int i = 0; i < rows[0].length; i++) {
      builder.addFeatures(row(rows, i));
    }
    return new OurMonitor(new PredictionReference(builder.build(), Optional.empty()));
  }

  /** Whether the monitor raises an alarm at this window, the next one of its stream. */
  boolean alarms(float[][] rows) {
    PredictionProfile window = PredictionProfile.empty(reference);
    for (int i = 0; i < rows[0].length; i++) {
      window.add(row(rows, i), NO_SCORES, 0, true);
    }
    boolean alarm = false;
    for (Block<PredictionProfile> block : scales.add(windows++, window)) {
      alarm |=
          evaluation.evaluate(block.profile(), block.scale()).stream().anyMatch(Reading::breached);
    }
    return alarm;
  }

  private static float[] row(float[][] columns, int row) {
    float[] values = new float[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i][row];
    }
    return values;
  }
}
