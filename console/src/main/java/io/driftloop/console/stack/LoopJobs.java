package io.driftloop.console.stack;

import io.driftloop.config.Options;
import io.driftloop.jobs.decision.RetrainDecisionJob;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.jobs.scoring.ScoringJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs of a loop with their Kafka sources and sinks, by name, for whatever runs them. */
public final class LoopJobs {
  private LoopJobs() {}

  /** The whole loop. */
  public static Map<String, Consumer<StreamExecutionEnvironment>> all(Options options) {
    Map<String, Consumer<StreamExecutionEnvironment>> jobs = new LinkedHashMap<>();
    jobs.put(
        ScoringJob.NAME,
        environment ->
            ScoringJob.build(
                ScoringJob.Sources.kafka(environment, options),
                ScoringJob.Sinks.kafka(options),
                options));
    jobs.putAll(monitoring(options));
    return jobs;
  }

  /** All but the one that scores. */
  public static Map<String, Consumer<StreamExecutionEnvironment>> monitoring(Options options) {
    Map<String, Consumer<StreamExecutionEnvironment>> jobs = new LinkedHashMap<>();
    jobs.put(
        PredictionMonitorJob.NAME,
        environment ->
            PredictionMonitorJob.build(
                PredictionMonitorJob.Sources.kafka(environment, options),
                PredictionMonitorJob.Sinks.kafka(options),
                options));
    jobs.put(
        LabelJoinJob.NAME,
        environment ->
            LabelJoinJob.build(
                LabelJoinJob.Sources.kafka(environment, options),
                LabelJoinJob.Sinks.kafka(options),
                options));
    jobs.put(
        RetrainDecisionJob.NAME,
        environment ->
            RetrainDecisionJob.build(
                RetrainDecisionJob.Sources.kafka(environment, options),
                RetrainDecisionJob.Sinks.kafka(options),
                options));
    return jobs;
  }
}
