package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.config.Options;
import io.driftloop.console.stack.LoopJobs;
import io.driftloop.jobs.io.JobEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The four jobs as they are shipped, on a cluster of other processes. */
public final class FaultJobs {
  private final FaultStack stack;
  private final Options options;
  private final Map<String, JobClient> running = new LinkedHashMap<>();

  public FaultJobs(FaultStack stack, Options options) {
    this.stack = stack;
    this.options = options;
  }

  /** Starts all four. */
  public void submit(int parallelism) {
    submit(parallelism, Map.of());
  }

  private void submit(int parallelism, Map<String, String> savepoints) {
    LoopJobs.all(options)
        .forEach(
            (name, diagram) -> {
              Configuration configuration = JobEnvironment.configuration(options);
              if (savepoints.containsKey(name)) {
                configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoints.get(name));
              }
              StreamExecutionEnvironment environment =
                  StreamExecutionEnvironment.createRemoteEnvironment(
                      "127.0.0.1", stack.restPort(), configuration);
              environment.setParallelism(parallelism);
              diagram.accept(environment);
              try {
                running.put(name, environment.executeAsync(name));
              } catch (Exception e) {
                throw new IllegalStateException(name + " was not accepted", e);
              }
            });
  }

  /** Stops every job with a savepoint and starts it from there at another parallelism. */
  void restartFromSavepoints(int parallelism) {
    String directory = stack.directory().resolve("savepoints").toUri().toString();
    Map<String, String> savepoints = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, JobClient> job : running.entrySet()) {
        savepoints.put(
            job.getKey(),
            job.getValue()
                .stopWithSavepoint(false, directory, SavepointFormatType.CANONICAL)
                .get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a job did not stop with a savepoint", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted");
    }
    submit(parallelism, savepoints);
  }
}
