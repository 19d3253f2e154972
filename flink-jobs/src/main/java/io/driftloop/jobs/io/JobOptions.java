package io.driftloop.jobs.io;

import io.driftloop.config.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The options that all jobs have. */
public final class JobOptions {
  public static final Option<String> BOOTSTRAP_SERVERS =
      Option.text(
              "kafka.bootstrap-servers",
              "localhost:9092",
              "The Kafka brokers to ask first, as host:port separated by commas.")
          .defaultTo("localhost:9092");

  public static final Option<Duration> TRANSACTION_TIMEOUT =
      Option.duration(
              "kafka.transaction-timeout",
              "10m",
              "After this time Kafka gives up a transaction of an exactly-once sink. Longer than"
                  + " any checkpoint or restart takes, and below the broker's"
                  + " transaction.max.timeout.ms.")
          .defaultTo("10m");

  public static final Option<String> DEPLOYMENT =
      Option.text(
              "deployment",
              "driftloop",
              "Name of this deployment; consumer groups and transactions of two deployments on one"
                  + " Kafka must differ.")
          .defaultTo("driftloop");

  public static final Option<String> MODELS_URI =
      Option.text(
          "models.uri",
          "file:///var/lib/driftloop/models",
          "The model store's root, on any file system that Flink reads.");

  public static final Option<Duration> WINDOW =
      Option.duration(
              "window",
              "1d",
              "Event time that one measurement covers. Windows do not overlap and are aligned to"
                  + " 1970-01-01T00:00Z.")
          .defaultTo("1d");

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      Option.duration(
              "checkpoint.interval",
              "10s",
              "Time between two checkpoints; exactly-once topics are this much behind.")
          .defaultTo("10s");

  public static final Option<String> CHECKPOINT_DIRECTORY =
      Option.text(
          "checkpoint.directory",
          "file:///var/lib/driftloop/checkpoints",
          "Where checkpoints lie; where it is missing, the cluster's own setting counts.");

  public static final Option<Duration> MAX_OUT_OF_ORDERNESS =
      Option.duration(
              "event-time.max-out-of-orderness",
              "1m",
              "How much later than a younger record an older one of the same partition may come"
                  + " and still be counted in its window.")
          .defaultTo("1m");

  public static final Option<Duration> IDLENESS =
      Option.duration(
              "event-time.idleness",
              "30s",
              "Wall-clock time without a record after which a partition is not waited for.")
          .defaultTo("30s");

  public static final Option<Duration> MAX_SKEW =
      Option.duration(
              "event-time.max-skew",
              "7d",
              "How far a record's event time may be from the time at which it was produced; beyond"
                  + " it the record is a dead letter.")
          .defaultTo("7d");

  public static final Option<Duration> MAX_AHEAD =
      Option.duration(
              "event-time.max-ahead",
              "10m",
              "How far a record's event time may be ahead of this machine's clock; beyond it the"
                  + " record is a dead letter, so that one wrong clock does not close everybody's"
                  + " windows.")
          .defaultTo("10m");

  /** What every job reads. */
  public static final List<Option<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          TRANSACTION_TIMEOUT,
          DEPLOYMENT,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_DIRECTORY,
          MAX_OUT_OF_ORDERNESS,
          IDLENESS,
          MAX_SKEW,
          MAX_AHEAD);

  private JobOptions() {}

  /** The options of all jobs and those of one. */
  public static List<Option<?>> and(Option<?>... own) {
    List<Option<?>> all = new ArrayList<>(ALL);
    Collections.addAll(all, own);
    return List.copyOf(all);
  }

  /** The same, with those that some jobs share. */
  public static List<Option<?>> and(List<Option<?>> shared, Option<?>... own) {
    List<Option<?>> all = new ArrayList<>(and(own));
    all.addAll(shared);
    return List.copyOf(all);
  }
}
