package io.driftloop.benchmarks.streaming;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.Sampling;
import io.driftloop.jobs.monitor.MonitorOptions;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.drift.Divergence;
import io.driftloop.signals.drift.DriftMethod;
import io.driftloop.signals.drift.HistogramDrift;
import io.driftloop.signals.monitor.PredictionEvaluation;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the monitoring job does with predictions, without the job: one thread, no Kafka or Flink.
 */
final class MathsAlone {
  private static final int WINDOWS = 10;
  private static final double LEVEL = 0.001;

  /** Until then, compiling takes as much processor time as counting does. */
  static final int WARM_UPS = 40;

  /** Over the same rows in a pass, as processor time is told in hundredths of a second. */
  private static final int TIMES = 10;

  private final List<PredictionRow> warmUp;
  private final List<PredictionRow> rows;
  private final int passes;
  private final PredictionReference reference;
  private final PredictionEvaluation evaluation;
  private final double together = MonitorOptions.TOGETHER_SAMPLING.defaultValue().orElseThrow();

  /**
   * @param warmUp rows that come before those that are measured, {@link #WARM_UPS} times
   * @param passes over the measured rows, of which the median counts
   */
  MathsAlone(List<PredictionRow> warmUp, List<PredictionRow> rows, int features, int passes) {
    this.warmUp = warmUp;
    this.rows = rows;
    this.passes = passes;
    reference = MonitoredModels.card(features).predictionReference();
    evaluation = new PredictionEvaluation(VerdictOptions.settings(Options.empty()), reference);
  }

  /** Every default signal. */
  Taken everything() {
    return measure(warmUp, rows, this::evaluate);
  }

  /** No more than the Jensen-Shannon distance of each feature. */
  Taken distances() {
    return measure(blocks(warmUp), blocks(rows), this::compare);
  }

  /** Rows as they wait in the job: features only, some rows one after the other. */
  private List<float[]> blocks(List<PredictionRow> rows) {
    int features = reference.profile().bins().size();
    List<float[]> blocks = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += RowBlock.ROWS) {
      List<PredictionRow> some = rows.subList(from, Math.min(from + RowBlock.ROWS, rows.size()));
      float[] block = new float[some.size() * features];
      for (int i = 0; i < some.size(); i++) {
        System.arraycopy(some.get(i).features, 0, block, i * features, features);
      }
      blocks.add(block);
    }
    return blocks;
  }

  private <T> Taken measure(List<T> warmUp, List<T> rows, Consumer<List<T>> window) {
    for (int i = 0; i < WARM_UPS; i++) {
      windows(warmUp, window);
    }
    return Taken.median(Stream.generate(() -> pass(rows, window)).limit(passes).toList());
  }

  private static <T> Taken pass(List<T> rows, Consumer<List<T>> window) {
    return Taken.by(() -> IntStream.range(0, TIMES).forEach(i -> windows(rows, window)))
        .over(TIMES);
  }

  private static <T> void windows(List<T> rows, Consumer<List<T>> window) {
    for (int i = 0; i < WINDOWS; i++) {
      window.accept(rows.subList(i * rows.size() / WINDOWS, (i + 1) * rows.size() / WINDOWS));
    }
  }

  /** Every row into its window's profile, and all readings of it. */
  private void evaluate(List<PredictionRow> window) {
    PredictionProfile profile = PredictionProfile.empty(reference);
    for (PredictionRow row : window) {
      boolean sampled = Sampling.keeps(row.id, together);
      profile.add(row.features, row.scores, row.eventTime, sampled);
    }
    evaluation.evaluate(profile, 0);
  }

  /** Every row's features into a profile, and each feature's distance against its threshold. */
  private void compare(List<float[]> window) {
    List<Bins> bins = reference.profile().bins();
    DataProfile profile = DataProfile.empty(bins, reference.profile().classes(), 0, 0);
    RowBlock block = new RowBlock();
    for (float[] rows : window) {
      profile.addFeatures(
          bins, block.take(rows, bins.size(), bins.size(), rows.length / bins.size()));
    }
    for (int i = 0; i < bins.size(); i++) {
      long[] expected = reference.profile().data().featureCounts(i);
      long[] counts = profile.featureCounts(i);
      double threshold = Divergence.jensenShannonNullThreshold(expected, counts, LEVEL);
      HistogramDrift.measured(DriftMethod.JENSEN_SHANNON, expected, counts, 1).against(threshold);
    }
  }
}
