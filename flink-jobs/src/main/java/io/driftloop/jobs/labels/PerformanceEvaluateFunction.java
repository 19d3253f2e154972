package io.driftloop.jobs.labels;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import io.driftloop.signals.performance.PerformanceEvaluation;
import io.driftloop.signals.performance.PerformanceThresholds;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.List;

/** Compares how a window's scores met their labels with the version's held-back rows. */
final class PerformanceEvaluateFunction extends EvaluateFunction {
  private static final long serialVersionUID = 1L;

  private final PerformanceThresholds thresholds;

  PerformanceEvaluateFunction(CatalogFactory catalog, PerformanceThresholds thresholds) {
    super(SOURCE_LABELS, catalog);
    this.thresholds = thresholds;
  }

  @Override
  protected List<Reading> evaluate(ModelCard card, PaneProfile window) {
    return PerformanceEvaluation.evaluate(
        card.reference().performance(), (PerformanceProfile) window.profile(), thresholds);
  }
}
