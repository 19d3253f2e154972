package io.driftloop.jobs.scoring;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Drives a {@link ScoringOperator}: batches of 3, 5 ms, waits of 100 ms for at most 4 rows. */
final class ScoringHarness extends AbstractStreamOperatorTestHarness<PredictionRow> {
  static final int BATCH_ROWS = 3;
  static final long BATCH_MILLIS = 5;
  static final long WAIT_MILLIS = 100;
  static final int MOST_WAITING = 4;

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Metrics metrics;

  private ScoringHarness(boolean embed, Metrics metrics) throws Exception {
    super(
        new ScoringOperatorFactory(
            new ScoringSettings(
                FakeModels::loader,
                BATCH_ROWS,
                BATCH_MILLIS,
                WAIT_MILLIS,
                MOST_WAITING,
                embed,
                Duration.ofMillis(1)),
            "scoring-score"),
        new MockEnvironmentBuilder().setMaxParallelism(720).setMetricGroup(metrics).build());
    this.metrics = metrics;
  }

  /** Metrics of the task that the operator is in, of which there is no other. */
  private static final class Metrics extends UnregisteredMetricGroups.UnregisteredTaskMetricGroup {
    private final InterceptingOperatorMetricGroup operator = new InterceptingOperatorMetricGroup();

    @Override
    public InternalOperatorMetricGroup getOrAddOperator(
        OperatorID id, String name, Map<String, String> variables) {
      return operator;
    }
  }

  /** The value of one of the operator's gauges. */
  Object gauge(String name) {
    return ((Gauge<?>) metrics.operator.get(name)).getValue();
  }

  static ScoringHarness started() throws Exception {
    return restored(null);
  }

  static ScoringHarness embedding() throws Exception {
    return opened(new ScoringHarness(true, new Metrics()), null);
  }

  static ScoringHarness restored(OperatorSubtaskState state) throws Exception {
    return opened(new ScoringHarness(false, new Metrics()), state);
  }

  private static ScoringHarness opened(ScoringHarness harness, OperatorSubtaskState state)
      throws Exception {
    harness.setup(RecordKinds.PREDICTIONS.type().createSerializer(new SerializerConfigImpl()));
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private ScoringOperator scoring() {
    return (ScoringOperator) getOperator();
  }

  void request(RequestRow... rows) {
    for (RequestRow row : rows) {
      scoring().processElement1(new StreamRecord<>(row, row.eventTime));
    }
  }

  void model(ActiveModel... descriptors) throws Exception {
    for (ActiveModel descriptor : descriptors) {
      scoring().processElement2(new StreamRecord<>(descriptor));
    }
  }

  void finish() throws Exception {
    scoring().finish();
  }

  OperatorSubtaskState checkpoint(long id) throws Exception {
    prepareSnapshotPreBarrier(id);
    return snapshot(id, id);
  }

  /** Runs the next thing that comes through the mailbox, such as the end of a load. */
  void runNextMail() throws Exception {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < end) {
      var mail = getTaskMailbox().tryTake(-1);
      if (mail.isPresent()) {
        mail.get().run();
        return;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no mail within " + DEADLINE);
  }

  List<PredictionRow> predictions() {
    return extractOutputValues();
  }

  /** id:version of every prediction, in order. */
  List<String> answers() {
    return predictions().stream().map(row -> row.id + ":" + row.modelVersion).toList();
  }

  List<DeadLetter> deadLetters() {
    Queue<StreamRecord<DeadLetter>> letters = getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  List<String> codes() {
    return deadLetters().stream().map(DeadLetter::getErrorCode).toList();
  }
}
