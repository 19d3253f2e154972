package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * A Flink cluster inside this process, with its web UI, that several jobs share. Jobs reach it as
 * they would reach any cluster: each by its own remote environment.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RESTARTS = 3;

  private final MiniCluster cluster;
  private final int port;
  private final Consumer<String> onFailure;
  private final List<JobID> jobs = new ArrayList<>();
  private volatile boolean closing;

  private EmbeddedFlink(MiniCluster cluster, int port, Consumer<String> onFailure) {
    this.cluster = cluster;
    this.port = port;
    this.onFailure = onFailure;
  }

  /**
   * Starts a cluster.
   *
   * @param directory where checkpoints and working files lie; cleared, because no job goes on from
   *     those of an earlier cluster, and they would add up
   * @param port the port of 127.0.0.1 for the web UI and for jobs
   * @param slots tasks of one operator that run at a time, over all jobs
   * @param onFailure told in one line, from another thread, when a job ends while it should run
   */
  public static EmbeddedFlink start(
      Path directory, int port, int slots, Consumer<String> onFailure) {
    Directories.delete(directory);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(directory, port))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new ConsoleException("Flink did not start: " + rootMessage(e), e);
    }
    return new EmbeddedFlink(cluster, port, onFailure);
  }

  private static Configuration configuration(Path directory, int port) {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_PORT, String.valueOf(port));
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toAbsolutePath().toUri().toString());
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve("work").toAbsolutePath().toString());
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return configuration;
  }

  /**
   * A new environment whose job runs here.
   *
   * @param job the job's own settings; it gives up after {@value #RESTARTS} failures in a row,
   *     because a person who waits for an embedded stack wants to know
   */
  public StreamExecutionEnvironment environment(Configuration job) {
    Configuration configuration = new Configuration(job);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
    return StreamExecutionEnvironment.createRemoteEnvironment("127.0.0.1", port, configuration);
  }

  /**
   * Submits what was built on an {@link #environment}, and watches it.
   *
   * @throws ConsoleException where the job is not accepted
   */
  public void submit(String name, StreamExecutionEnvironment environment) {
    try {
      JobID job = environment.executeAsync(name).getJobID();
      jobs.add(job);
      cluster.requestJobResult(job).whenComplete((result, error) -> ended(name, result, error));
    } catch (Exception e) {
      throw new ConsoleException("%s was not accepted: %s".formatted(name, rootMessage(e)), e);
    }
  }

  private void ended(String name, JobResult result, Throwable error) {
    if (closing) {
      return;
    }
    Throwable cause =
        error != null
            ? error
            : result
                .getSerializedThrowable()
                .map(e -> (Throwable) e.deserializeError(EmbeddedFlink.class.getClassLoader()))
                .orElse(null);
    onFailure.accept("%s ended%s".formatted(name, cause == null ? "" : ": " + rootMessage(cause)));
  }

  private static String rootMessage(Throwable error) {
    Throwable root = ExceptionUtils.stripExecutionException(error);
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  @Override
  public void close() {
    closing = true;
    try {
      for (JobID job : jobs) {
        cancel(job);
      }
      cluster.closeAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ConsoleException("Flink did not stop: " + rootMessage(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a job has stopped: a cluster that goes away under it makes it fail noisily. */
  private void cancel(JobID job) throws InterruptedException, ExecutionException, TimeoutException {
    if (cluster.getJobStatus(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS).isTerminalState()) {
      return;
    }
    cluster.cancelJob(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.requestJobResult(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
