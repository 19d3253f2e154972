package io.driftloop.jobs.monitor;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import io.driftloop.signals.drift.DriftEvaluation;
import io.driftloop.signals.drift.DriftThresholds;
import io.driftloop.signals.profile.DataProfile;
import java.util.List;

/** Compares a window's features and scores with the version's reference. */
final class DriftEvaluateFunction extends EvaluateFunction {
  private static final long serialVersionUID = 1L;

  private final DriftThresholds thresholds;

  DriftEvaluateFunction(CatalogFactory catalog, DriftThresholds thresholds) {
    super(SOURCE_DATA, catalog);
    this.thresholds = thresholds;
  }

  @Override
  protected List<Reading> evaluate(ModelCard card, PaneProfile window) {
    return DriftEvaluation.evaluate(card.reference(), (DataProfile) window.profile(), thresholds);
  }
}
