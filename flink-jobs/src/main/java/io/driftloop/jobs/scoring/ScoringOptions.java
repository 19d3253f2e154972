package io.driftloop.jobs.scoring;

import io.driftloop.config.Option;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.serving.Embedding;
import java.time.Duration;
import java.util.List;

/** The scoring job's own options. */
public final class ScoringOptions {
  public static final Option<Integer> BATCH_ROWS =
      Option.integer("scoring.batch-rows", 1, 65_536, "Requests scored at once, at most.")
          .defaultTo("256");

  public static final Option<Duration> BATCH_TIME =
      Option.duration(
              "scoring.batch-time", "5ms", "How long a request waits for others to be scored with.")
          .defaultTo("5ms");

  public static final Option<Duration> UNKNOWN_MODEL_WAIT =
      Option.duration(
              "scoring.unknown-model-wait",
              "10s",
              "How long a request waits for a version of its model to serve before it is a dead"
                  + " letter.")
          .defaultTo("10s");

  public static final Option<Integer> UNKNOWN_MODEL_ROWS =
      Option.integer(
              "scoring.unknown-model-rows",
              0,
              10_000_000,
              "Requests of one task that may wait so; more are dead letters at once.")
          .defaultTo("10000");

  public static final Option<Embedding> EMBEDDING =
      Option.oneOf(
              "scoring.embedding",
              Embedding.class,
              "What predictions carry for out-of-distribution signals: the values of the last hidden"
                  + " layer, 4 bytes a unit, or nothing.")
          .defaultTo("none")
          .example("penultimate");

  public static final Option<Duration> RETRY_DELAY =
      Option.duration(
              "scoring.retry-delay",
              "1s",
              "Time after which a model store that could not be read is asked again; it doubles up"
                  + " to a minute.")
          .defaultTo("1s");

  public static final Option<Boolean> EXACTLY_ONCE =
      Option.flag(
              "scoring.exactly-once",
              "Whether predictions are written in transactions that end with a checkpoint: later,"
                  + " but never twice. Otherwise they are written at once, and after a failure some"
                  + " come again under the same id, which the label join counts once and the"
                  + " monitor twice.")
          .defaultTo("false");

  public static final List<Option<?>> ALL =
      JobOptions.and(
          JobOptions.MODELS_URI,
          BATCH_ROWS,
          BATCH_TIME,
          UNKNOWN_MODEL_WAIT,
          UNKNOWN_MODEL_ROWS,
          EMBEDDING,
          RETRY_DELAY,
          EXACTLY_ONCE);

  private ScoringOptions() {}
}
