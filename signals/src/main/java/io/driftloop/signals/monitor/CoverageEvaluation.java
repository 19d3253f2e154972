package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.Divergence;
import io.driftloop.signals.drift.DriftMethod;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.HistogramDrift;
import io.driftloop.signals.performance.Estimate;
import io.driftloop.signals.performance.LabelCoverage;
import io.driftloop.signals.severity.KnownRisk;
import java.util.List;

/**
 * How many of a window's predictions got a label, and whether those are like the rest: figures from
 * labels speak for all predictions only where they are.
 */
public final class CoverageEvaluation {
  private static final double CONFIDENCE = 0.95;

  private final MonitorSettings settings;

  public CoverageEvaluation(MonitorSettings settings) {
    this.settings = settings;
  }

  /**
   * The share of predictions with a label, and the distance of those from the others, which is
   * breached where it is more than chance and as large as what matters of predicted classes.
   */
  public List<Reading> evaluate(CoverageProfile window) {
    long[] labelled = window.labelled();
    long[] unlabelled = window.unlabelled();
    long[] all = labelled.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] += unlabelled[i];
    }
    Estimate share = LabelCoverage.of(all, labelled, CONFIDENCE).share();
    Reading coverage =
        Reading.of(
                SignalKind.LABEL_COVERAGE,
                "",
                window.rows() == 0 ? 0 : share.value(),
                window.rows())
            .with("lower", share.lower())
            .with("upper", share.upper());
    return Grading.of(
        List.of(coverage, bias(labelled, unlabelled)).stream()
            .filter(reading -> settings.measures(reading.kind()))
            .toList(),
        KnownRisk.nothing());
  }

  /** One test a window, in no larger blocks: its predictions are long past when it is made. */
  private Reading bias(long[] labelled, long[] unlabelled) {
    double level = Levels.coverage(settings);
    DriftScore test =
        HistogramDrift.score(DriftMethod.G, unlabelled, labelled, level, settings.minimumSamples());
    double distance = Divergence.jensenShannon(unlabelled, labelled);
    double effect = settings.effects().predictionDrift();
    Judgement judgement =
        new Judgement(
            test.method().wireName(),
            Double.NaN,
            test.referenceCount(),
            effect,
            test.pValue(),
            test.exceeded() && distance > effect);
    return Reading.of(SignalKind.LABEL_BIAS, "", distance, test.windowCount()).judged(judgement);
  }
}
