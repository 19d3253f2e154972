package io.driftloop.jobs.metrics;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.HoldOpen;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.Signals;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.decision.RetrainDecisionJob;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.jobs.scoring.ScoringJob;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** The four jobs as one, which has read its input and goes on without an end. */
record LoopJobs(StreamExecutionEnvironment environment, Options options, HoldOpen hold) {
  static final int ROWS = 100;

  /** Labels for these; the other predictions wait. */
  static final int LABELLED = 60;

  static final String VERSION = "v2";
  static final long GENERATION = 2;

  void build() {
    scoring();
    monitor();
    labelJoin();
    decision();
  }

  private void scoring() {
    List<RequestRow> requests = new ArrayList<>(rows(ROWS, i -> Rows.request("r" + i, i)));
    RequestRow wide = Rows.request("wide", ROWS - 1);
    wide.features = new float[] {1, 2, 3};
    requests.add(wide);
    ScoringJob.build(
        new ScoringJob.Sources(
            in("score-in", RecordKinds.REQUESTS, requests),
            TestStreams.controlHeldOpen(
                environment,
                "score-models",
                RecordKinds.ACTIVE_MODELS,
                List.of(Rows.active(1, "v1"), Rows.active(GENERATION, VERSION)),
                hold),
            FakeModels::loader),
        new ScoringJob.Sinks(new CollectingSink<>(), new CollectingSink<>()),
        options);
  }

  private void monitor() {
    PredictionMonitorJob.build(
        new PredictionMonitorJob.Sources(
            in("monitor-in", RecordKinds.PREDICTIONS, rows(ROWS, LoopJobs::prediction)),
            FakeModels::catalog),
        new PredictionMonitorJob.Sinks(new CollectingSink<>(), new CollectingSink<>()),
        options);
  }

  private void labelJoin() {
    LabelJoinJob.build(
        new LabelJoinJob.Sources(
            in("join-in", RecordKinds.PREDICTIONS, rows(ROWS, LoopJobs::prediction)),
            in(
                "join-labels",
                RecordKinds.LABELS,
                rows(LABELLED, i -> Rows.label("r" + i, "up", i))),
            FakeModels::catalog),
        new LabelJoinJob.Sinks(
            new CollectingSink<>(), new CollectingSink<>(), new CollectingSink<>()),
        options);
  }

  private void decision() {
    RetrainDecisionJob.build(
        new RetrainDecisionJob.Sources(
            in("decide-in", RecordKinds.SIGNALS, List.of(Signals.closing(1, VERSION, 0))),
            TestStreams.controlHeldOpen(
                environment,
                "decide-outcomes",
                RecordKinds.OUTCOMES,
                List.of(Signals.outcome("asked", OutcomeStatus.PUBLISHED, VERSION)),
                hold),
            TestStreams.controlHeldOpen(
                environment,
                "decide-models",
                RecordKinds.ACTIVE_MODELS,
                List.of(Signals.active(GENERATION, VERSION)),
                hold)),
        new RetrainDecisionJob.Sinks(
            new CollectingSink<>(),
            new CollectingSink<>(),
            new CollectingSink<>(),
            new CollectingSink<>()),
        options);
  }

  private static PredictionRow prediction(long time) {
    return Rows.prediction("r" + time, time, VERSION);
  }

  private static <R> List<R> rows(int count, LongFunction<R> row) {
    return LongStream.range(0, count).mapToObj(row).toList();
  }

  private <R> DataStream<Either<DeadLetter, R>> in(String uid, RecordKind<R> kind, List<R> rows) {
    return TestStreams.heldOpen(environment, uid, kind, rows, hold);
  }
}
