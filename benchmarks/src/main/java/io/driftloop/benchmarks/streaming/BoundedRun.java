package io.driftloop.benchmarks.streaming;

import com.sun.management.OperatingSystemMXBean;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobEnvironment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs bounded jobs one after the other on a cluster inside this JVM, with the settings that every
 * job has: RocksDB, incremental checkpoints. The cluster stays up between them, as a cluster of
 * one's own does for days: where each job has a new one, the compiler of the JVM takes a third of
 * the processor's time for the cluster's own classes.
 */
final class BoundedRun implements AutoCloseable {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(256);

  private final Path directory;
  private final int parallelism;
  private final MiniCluster cluster;

  /**
   * What a run took.
   *
   * @param seconds between the first record in and the end of the last sink
   * @param cpuSeconds of this process in all, the start and end of the job included
   * @param written records that reached the sinks
   */
  record Timing(double seconds, double cpuSeconds, long written) {}

  private BoundedRun(Path directory, int parallelism, MiniCluster cluster) {
    this.directory = directory;
    this.parallelism = parallelism;
    this.cluster = cluster;
  }

  /**
   * Starts the cluster.
   *
   * @param directory where checkpoints and working files lie
   * @param parallelism of the jobs
   */
  static BoundedRun start(Path directory, int parallelism) {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(
                    LocalCluster.configuration(
                        new Configuration(), directory, parallelism, MANAGED))
                .setNumSlotsPerTaskManager(parallelism)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new BenchmarkException("no cluster: " + e, e);
    }
    return new BoundedRun(directory, parallelism, cluster);
  }

  /** Runs a job to its end. */
  Timing time(String name, Options options, Consumer<StreamExecutionEnvironment> build) {
    Configuration configuration =
        LocalCluster.configuration(
            JobEnvironment.configuration(options), directory, parallelism, MANAGED);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    build.accept(environment);
    RunClock.reset();
    long cpu = SYSTEM.getProcessCpuTime();
    try {
      cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
    } catch (Exception e) {
      throw new BenchmarkException("%s failed: %s".formatted(name, e), e);
    }
    return new Timing(
        RunClock.seconds(), (SYSTEM.getProcessCpuTime() - cpu) / 1e9, RunClock.written());
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new BenchmarkException("the cluster does not stop: " + e, e);
    }
  }
}
