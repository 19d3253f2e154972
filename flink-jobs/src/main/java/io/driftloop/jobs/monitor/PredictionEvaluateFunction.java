package io.driftloop.jobs.monitor;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.PredictionEvaluation;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentEvaluation;
import io.driftloop.signals.sequential.Block;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;

/** Compares a block's features and scores with the version's reference. */
final class PredictionEvaluateFunction extends EvaluateFunction<PredictionProfile> {
  private static final long serialVersionUID = 1L;

  PredictionEvaluateFunction(CatalogFactory catalog, MonitorSettings settings) {
    super(SOURCE_DATA, catalog, settings);
  }

  @Override
  protected PredictionProfile empty(ModelCard card) {
    return PredictionProfile.empty(card.predictionReference());
  }

  @Override
  protected PredictionProfile empty(ModelCard card, String segment) {
    return PredictionProfile.empty(reference(card, segment));
  }

  @Override
  protected PredictionProfile read(DataInput in) throws IOException {
    return PredictionProfile.read(in);
  }

  @Override
  protected List<Reading> evaluate(
      ModelCard card, Block<PredictionProfile> block, KeyedStateStore state) {
    return new PredictionEvaluation(settings, card.predictionReference())
        .evaluate(block.profile(), block.scale());
  }

  @Override
  protected List<Reading> evaluate(ModelCard card, String segment, Block<PredictionProfile> block) {
    if (!settings.segments().declares(segment)) {
      return List.of(); // It was, when its rows came: it has no part in the budget now.
    }
    int segments = card.segments().measured(settings.segments());
    return new SegmentEvaluation(settings, reference(card, segment), segments)
        .evaluate(segment, block.profile(), block.scale());
  }

  private static PredictionReference reference(ModelCard card, String segment) {
    return card.segments()
        .find(segment)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s %s has no reference of %s"
                        .formatted(card.model(), card.version(), segment)));
  }
}
