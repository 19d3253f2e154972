package io.driftloop.jobs.labels;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.jobs.profile.Remembered;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.OutcomeEvaluation;
import io.driftloop.signals.monitor.RiskDetector;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.sequential.Block;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;

/** Compares how a block's scores met their labels with the version's held-back rows. */
final class PerformanceEvaluateFunction extends EvaluateFunction<PerformanceProfile> {
  private static final long serialVersionUID = 1L;
  private static final String RISK = "risk";

  PerformanceEvaluateFunction(CatalogFactory catalog, MonitorSettings settings) {
    super(SOURCE_LABELS, catalog, settings);
  }

  @Override
  protected PerformanceProfile empty(ModelCard card) {
    return new PerformanceProfile();
  }

  @Override
  protected PerformanceProfile read(DataInput in) throws IOException {
    return PerformanceProfile.read(in);
  }

  @Override
  protected List<Reading> evaluate(
      ModelCard card, Block<PerformanceProfile> block, KeyedStateStore state) throws IOException {
    PerformanceProfile reference = card.reference().performance();
    OutcomeEvaluation evaluation = new OutcomeEvaluation(settings, reference);
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
