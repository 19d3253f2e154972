package io.driftloop.console.stack;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobEnvironment;
import java.util.Map;
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
    submit(LoopJobs.all(options));
  }

  /** All but the one that scores. */
  void submitMonitoring() {
    submit(LoopJobs.monitoring(options));
  }

  private void submit(Map<String, Consumer<StreamExecutionEnvironment>> diagrams) {
    diagrams.forEach(
        (name, diagram) -> {
          StreamExecutionEnvironment environment =
              flink.environment(JobEnvironment.configuration(options));
          diagram.accept(environment);
          flink.submit(name, environment);
        });
  }
}
