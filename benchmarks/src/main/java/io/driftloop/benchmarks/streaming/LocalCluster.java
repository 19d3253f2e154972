package io.driftloop.benchmarks.streaming;

import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;

/** The cluster in this JVM that a job is measured on. */
final class LocalCluster {
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

  private LocalCluster() {}

  /**
   * A job's settings with those of its cluster.
   *
   * @param directory where checkpoints and working files lie
   * @param managed memory of RocksDB, of all tasks together
   */
  static Configuration configuration(
      Configuration job, Path directory, int parallelism, MemorySize managed) {
    Configuration configuration = new Configuration(job);
    configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managed);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve("work").toString());
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    return configuration;
  }
}
