package io.driftloop.console.stack;

import io.driftloop.config.Options;
import io.driftloop.jobs.decision.RetrainDecisionJob;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.jobs.scoring.ScoringJob;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Submits the jobs of a stack, as they are shipped, to its Flink. */
record EmbeddedJobs(EmbeddedFlink flink, Options options) {
  /** How many {@link #submitAll} submits. */
  static final int ALL = 4;

  /** How many {@link #submitMonitoring} submits. */
  static final int MONITORING = 3;

  /** The whole loop. */
  void submitAll() {
    submit(
        ScoringJob.NAME,
        environment ->
            ScoringJob.build(
                ScoringJob.Sources.kafka(environment, options),
                ScoringJob.Sinks.kafka(options),
                options));
    submitMonitoring();
  }

  /** All but the one that scores. */
  void submitMonitoring() {
    submit(
        PredictionMonitorJob.NAME,
        environment ->
            PredictionMonitorJob.build(
                PredictionMonitorJob.Sources.kafka(environment, options),
                PredictionMonitorJob.Sinks.kafka(options),
                options));
    submit(
        LabelJoinJob.NAME,
        environment ->
            LabelJoinJob.build(
                LabelJoinJob.Sources.kafka(environment, options),
                LabelJoinJob.Sinks.kafka(options),
                options));
    submit(
        RetrainDecisionJob.NAME,
        environment ->
            RetrainDecisionJob.build(
                RetrainDecisionJob.Sources.kafka(environment, options),
                RetrainDecisionJob.Sinks.kafka(options),
                options));
  }

  private void submit(String name, Consumer<StreamExecutionEnvironment> diagram) {
    StreamExecutionEnvironment environment =
        flink.environment(JobEnvironment.configuration(options));
    diagram.accept(environment);
    flink.submit(name, environment);
  }
}
