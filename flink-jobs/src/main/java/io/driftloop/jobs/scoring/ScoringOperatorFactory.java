package io.driftloop.jobs.scoring;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;

/** Makes the operator in its task, where the mailbox is at hand. */
final class ScoringOperatorFactory extends AbstractStreamOperatorFactory<PredictionRow>
    implements TwoInputStreamOperatorFactory<RequestRow, ActiveModel, PredictionRow> {
  private static final long serialVersionUID = 1L;

  private final ScoringSettings settings;
  private final String name;

  ScoringOperatorFactory(ScoringSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends StreamOperator<PredictionRow>> T createStreamOperator(
      StreamOperatorParameters<PredictionRow> parameters) {
    return (T) new ScoringOperator(parameters, settings, name);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return ScoringOperator.class;
  }
}
