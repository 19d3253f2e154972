package io.driftloop.jobs.io;

import io.driftloop.config.Options;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The Flink settings that every job runs with, kept in one place because state outlives releases:
 * stable uids, no Kryo, a maximum parallelism that many parallelisms divide.
 */
public final class JobEnvironment {
  /** Number of key groups, which a job can never change without losing its state. */
  public static final int MAX_PARALLELISM = 720;

  private static final Duration ALIGNED_CHECKPOINT_TIMEOUT = Duration.ofSeconds(30);

  /** A full disk must not stop the stream at once: restarting would not make room either. */
  private static final int TOLERATED_CHECKPOINT_FAILURES = 10;

  private static final Duration FIRST_RESTART_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RESTART_DELAY = Duration.ofMinutes(1);

  private JobEnvironment() {}

  /** An environment on whatever runs this program: a cluster's client, or a cluster in it. */
  public static StreamExecutionEnvironment create(Options options) {
    return StreamExecutionEnvironment.getExecutionEnvironment(configuration(options));
  }

  /** The settings alone, for an environment that is made in another way. */
  public static Configuration configuration(Options options) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    stateBackend(configuration);
    checkpoints(configuration, options);
    restarts(configuration);
    return configuration;
  }

  /**
   * The first thing asked of an id is not there: nothing came of it before. Bloom filters answer
   * that without a look into any file; they lie in the memory set aside for RocksDB, as all else.
   * What is mostly floats is hardly smaller when it is compressed, and each file is written again
   * and again: only what lies deep is, by what is quickest.
   */
  private static void stateBackend(Configuration configuration) {
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    configuration.set(RocksDBConfigurableOptions.USE_DYNAMIC_LEVEL_SIZE, true);
    configuration.setString(
        RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL.key(),
        "NO_COMPRESSION;NO_COMPRESSION;LZ4_COMPRESSION");
    configuration.set(RocksDBOptions.OPTIONS_FACTORY, PointLookups.class.getName());
    // Every checkpoint of every state writes to RocksDB's own log, a hundred megabytes by default.
    configuration.set(RocksDBConfigurableOptions.LOG_MAX_FILE_SIZE, MemorySize.ofMebiBytes(1));
    configuration.set(RocksDBConfigurableOptions.LOG_FILE_NUM, 2);
  }

  private static void checkpoints(Configuration configuration, Options options) {
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, options.get(JobOptions.CHECKPOINT_INTERVAL));
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    configuration.set(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, ALIGNED_CHECKPOINT_TIMEOUT);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERATED_CHECKPOINT_FAILURES);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    if (options.has(JobOptions.CHECKPOINT_DIRECTORY)) {
      configuration.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY, options.get(JobOptions.CHECKPOINT_DIRECTORY));
    }
  }

  private static void restarts(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        FIRST_RESTART_DELAY);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        LONGEST_RESTART_DELAY);
  }
}
