package io.driftloop.jobs.decision;

import io.driftloop.config.Options;
import io.driftloop.jobs.Signals;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;

/** The decision function with what it said so far. */
final class DecisionHarness
    extends KeyedTwoInputStreamOperatorTestHarness<
        String, Signal, Either<RetrainingOutcome, ActiveModel>, RetrainingEvent> {

  /**
   * A function that goes on from a state.
   *
   * @param state null to start afresh
   */
  DecisionHarness(Options options, OperatorSubtaskState state) throws Exception {
    super(
        new KeyedCoProcessOperator<>(
            new RetrainDecisionFunction(
                DecisionOptions.policy(options), DecisionOptions.diagnosis(options))),
        Signal::getModel,
        RetrainDecisionJob::model,
        Types.STRING);
    setup(RecordKinds.RETRAINING_EVENTS.type().createSerializer(new SerializerConfigImpl()));
    initializeState(state);
    open();
  }

  void signals(Signal... signals) throws Exception {
    for (Signal signal : signals) {
      processElement1(new StreamRecord<>(signal, signal.getWindowEnd()));
    }
  }

  void window(int day, String version, boolean breached) throws Exception {
    signals(
        Signals.psi(day, version, "load", breached),
        Signals.psi(day, version, "day", false),
        Signals.closing(day, version, breached ? 1 : 0));
  }

  void outcome(String requestId, OutcomeStatus status, String version) throws Exception {
    processElement2(new StreamRecord<>(Either.Left(Signals.outcome(requestId, status, version))));
  }

  void serves(long generation, String version) throws Exception {
    processElement2(new StreamRecord<>(Either.Right(Signals.active(generation, version))));
  }

  List<RetrainingDecision> decisions() {
    return said(RetrainDecisionFunction.DECISIONS);
  }

  List<Alert> alerts() {
    return said(RetrainDecisionFunction.ALERTS);
  }

  private <T> List<T> said(OutputTag<T> tag) {
    var records = getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  List<String> reasons() {
    return decisions().stream().map(RetrainingDecision::getReason).toList();
  }
}
