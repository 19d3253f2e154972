package io.driftloop.benchmarks.streaming;

import com.sun.management.OperatingSystemMXBean;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobEnvironment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs a bounded job on a cluster inside this JVM, with the settings that every job has: RocksDB,
 * incremental checkpoints.
 *
 * @param directory where checkpoints and working files lie
 * @param options of the job
 */
record BoundedRun(Path directory, Options options, int parallelism) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(256);

  /**
   * What a run took.
   *
   * @param seconds between the first record in and the end of the last sink
   * @param cpuSeconds of this process in all, the start and end of the cluster included
   * @param written records that reached the sinks
   */
  record Timing(double seconds, double cpuSeconds, long written) {}

  /** Runs to the end. */
  Timing time(String name, Consumer<StreamExecutionEnvironment> build) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism,
            LocalCluster.configuration(
                JobEnvironment.configuration(options), directory, parallelism, MANAGED));
    build.accept(environment);
    RunClock.reset();
    long cpu = SYSTEM.getProcessCpuTime();
    try {
      environment.execute(name);
    } catch (Exception e) {
      throw new BenchmarkException("%s failed: %s".formatted(name, e), e);
    }
    return new Timing(
        RunClock.seconds(), (SYSTEM.getProcessCpuTime() - cpu) / 1e9, RunClock.written());
  }
}
