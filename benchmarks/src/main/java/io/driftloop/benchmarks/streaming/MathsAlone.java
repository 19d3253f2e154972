package io.driftloop.benchmarks.streaming;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.Sampling;
import io.driftloop.jobs.monitor.MonitorOptions;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.monitor.PredictionEvaluation;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the monitoring job does with predictions, without the job: one thread, no Kafka or Flink.
 */
final class MathsAlone {
  private static final int WINDOWS = 10;

  private final PredictionReference reference;
  private final PredictionEvaluation evaluation;
  private final double together = MonitorOptions.TOGETHER_SAMPLING.defaultValue().orElseThrow();

  private MathsAlone(int features) {
    reference = MonitoredModels.card(features).predictionReference();
    evaluation = new PredictionEvaluation(VerdictOptions.settings(Options.empty()), reference);
  }

  /** The median of several passes over the same rows, after one over others. */
  static Taken measure(
      List<PredictionRow> warmUp, List<PredictionRow> rows, int features, int passes) {
    MathsAlone maths = new MathsAlone(features);
    maths.windows(warmUp);
    return Taken.median(
        Stream.generate(() -> Taken.by(() -> maths.windows(rows))).limit(passes).toList());
  }

  /** Ten windows: every row into its window's profile, and all readings of each. */
  private void windows(List<PredictionRow> rows) {
    int size = rows.size() / WINDOWS;
    for (int window = 0; window < WINDOWS; window++) {
      PredictionProfile profile = PredictionProfile.empty(reference);
      for (PredictionRow row : rows.subList(window * size, (window + 1) * size)) {
        boolean sampled = Sampling.keeps(row.id, together);
        profile.add(row.features, row.scores, row.eventTime, sampled);
      }
      evaluation.evaluate(profile, 0);
    }
  }
}
