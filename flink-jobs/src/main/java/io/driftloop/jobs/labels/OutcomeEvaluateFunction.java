package io.driftloop.jobs.labels;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.jobs.profile.Remembered;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import io.driftloop.signals.monitor.LabelEvaluation;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.RiskDetector;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.sequential.Block;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;

/** Compares how a block's scores met their labels with the version's held-back rows. */
final class OutcomeEvaluateFunction extends EvaluateFunction<OutcomeProfile> {
  private static final long serialVersionUID = 1L;
  private static final String RISK = "risk";

  private final LabelSettings labels;

  OutcomeEvaluateFunction(CatalogFactory catalog, LabelSettings labels) {
    super(SOURCE_LABELS, catalog, labels.monitor());
    this.labels = labels;
  }

  @Override
  protected OutcomeProfile empty(ModelCard card) {
    return OutcomeProfile.empty(card.schema().classes().size());
  }

  @Override
  protected OutcomeProfile read(DataInput in) throws IOException {
    return OutcomeProfile.read(in);
  }

  @Override
  protected List<Reading> evaluate(
      ModelCard card, Block<OutcomeProfile> block, KeyedStateStore state) throws IOException {
    PerformanceProfile reference = card.reference().performance();
    LabelEvaluation evaluation =
        new LabelEvaluation(
            settings, labels.fairness(card.schema()), OutcomeReferences.of(card, labels));
    if (block.scale() > 0 || reference.rows() == 0) {
      return evaluation.evaluate(block.profile(), block.scale(), Optional.empty());
    }
    RiskDetector detector =
        Remembered.read(state, RISK, RiskDetector::read)
            .orElseGet(() -> RiskDetector.of(reference, settings.effects().accuracy()));
    List<Reading> readings =
        evaluation.evaluate(block.profile(), block.scale(), Optional.of(detector));
    Remembered.write(state, RISK, detector::write);
    return readings;
  }
}
