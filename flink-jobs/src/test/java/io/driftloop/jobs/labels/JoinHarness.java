package io.driftloop.jobs.labels;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * Drives a {@link LabelJoinFunction}: labels may take 1,000 ms, predictions 100 ms, windows are 100
 * ms.
 */
final class JoinHarness
    extends KeyedTwoInputStreamOperatorTestHarness<
        String, PredictionRow, LabelRow, TrainingExample> {
  static final long WAIT = 1000;
  static final long PREDICTION_WAIT = 100;
  static final long WINDOW = 100;

  private JoinHarness(double featureSampling) throws Exception {
    super(
        new KeyedCoProcessOperator<>(
            new LabelJoinFunction(
                "label-join-join",
                FakeModels::catalog,
                Duration.ofMillis(WAIT),
                Duration.ofMillis(PREDICTION_WAIT),
                Duration.ofMillis(WINDOW),
                featureSampling)),
        row -> LabelJoinJob.key(row.model, row.id),
        row -> LabelJoinJob.key(row.model, row.id),
        Types.STRING);
  }

  static JoinHarness started() throws Exception {
    return restored(null, 1);
  }

  static JoinHarness restored(OperatorSubtaskState state) throws Exception {
    return restored(state, 1);
  }

  static JoinHarness restored(OperatorSubtaskState state, double featureSampling) throws Exception {
    JoinHarness harness = new JoinHarness(featureSampling);
    harness.setup(
        RecordKinds.TRAINING_EXAMPLES.type().createSerializer(new SerializerConfigImpl()));
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  void prediction(PredictionRow row) throws Exception {
    processElement1(new StreamRecord<>(row, row.eventTime));
  }

  void label(LabelRow row) throws Exception {
    processElement2(new StreamRecord<>(row, row.knownAt));
  }

  void time(long time) throws Exception {
    processBothWatermarks(new Watermark(time));
  }

  /** id=label/revision of every example, in order. */
  List<String> examples() {
    return extractOutputValues().stream()
        .map(e -> e.getId() + "=" + e.getLabel() + "/" + e.getRevision())
        .toList();
  }

  /** variant:label index@counted at, of every outcome, in order; corrections as before>label. */
  List<String> outcomes() {
    var outcomes = getSideOutput(LabelJoinFunction.OUTCOMES);
    return outcomes == null
        ? List.of()
        : outcomes.stream()
            .map(StreamRecord::getValue)
            .map(o -> o.variant + ":" + before(o) + o.label + "@" + o.countedAt)
            .toList();
  }

  private static String before(JoinedOutcome outcome) {
    return outcome.before == JoinedOutcome.NONE ? "" : outcome.before + ">";
  }

  /** variant@event time, with a + where a label came, of every prediction no longer waited for. */
  List<String> fates() {
    var fates = getSideOutput(LabelJoinFunction.FATES);
    return fates == null
        ? List.of()
        : fates.stream()
            .map(StreamRecord::getValue)
            .map(f -> f.model + " " + f.variant + "@" + f.eventTime + (f.labelled ? "+" : ""))
            .toList();
  }

  List<String> codes() {
    var letters = getSideOutput(DeadLetters.TAG);
    return letters == null
        ? List.of()
        : letters.stream().map(letter -> letter.getValue().getErrorCode()).toList();
  }

  /** Keys in state plus timers: what a forgotten request must not leave behind. */
  int remembered() {
    return numKeyedStateEntries() + numEventTimeTimers();
  }
}
