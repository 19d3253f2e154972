package io.driftloop.jobs.savepoint;

import io.driftloop.config.Options;
import io.driftloop.jobs.HoldOpen;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.savepoint.Inputs.Part;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs a story's job: to its savepoint, from one, or through. */
final class StoryRun {
  private static final int PARALLELISM = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private StoryRun() {}

  /**
   * Runs the first part and takes a savepoint after it.
   *
   * @param folder where checkpoints and the savepoint are written
   * @return the savepoint, in the format that any state back end reads
   */
  static Path savepoint(Story story, Path folder) throws Exception {
    Configuration oneFile = new Configuration();
    oneFile.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    HoldOpen hold = new HoldOpen();
    JobClient job = build(story, Part.BEFORE, folder, PARALLELISM, hold, oneFile).executeAsync();
    try {
      await("what the first part tells", job, () -> hold.drained() && story.told());
      return Path.of(
          URI.create(
              job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
                  .get()));
    } finally {
      job.cancel().get();
    }
  }

  /** Runs the second part from a savepoint, to its end. */
  static void restored(Story story, Path savepoint, int parallelism, Path folder) throws Exception {
    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    // That of the sources, which read another list now.
    from.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    build(story, Part.AFTER, folder, parallelism, new HoldOpen(), from).execute();
  }

  /** Runs both parts one after the other, without a savepoint between them. */
  static void undisturbed(Story story, Path folder) throws Exception {
    build(story, Part.ALL, folder, PARALLELISM, new HoldOpen(), new Configuration()).execute();
  }

  private static StreamExecutionEnvironment build(
      Story story, Part part, Path folder, int parallelism, HoldOpen hold, Configuration more) {
    Options options = TestStreams.options(folder, story.options());
    StreamExecutionEnvironment environment = TestStreams.environment(options, parallelism, more);
    story.build(new Inputs(environment, part, hold), options);
    return environment;
  }

  private static void await(String what, JobClient job, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (job.getJobStatus().get().isTerminalState() || System.nanoTime() > deadline) {
        throw new AssertionError(what + " did not come; the job is " + job.getJobStatus().get());
      }
      Thread.sleep(20);
    }
  }
}
