package io.driftloop.retrain;

import io.driftloop.config.Option;
import io.driftloop.serving.Embedding;
import io.driftloop.serving.dl4j.Backend;
import io.driftloop.signals.monitor.SegmentReferences;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the retrain worker, and training a first version, can be told. */
public final class RetrainOptions {
  public static final Option<String> BOOTSTRAP_SERVERS =
      Option.text(
          "kafka.bootstrap-servers",
          "localhost:9092",
          "Kafka brokers to start from, as host:port separated by commas.");

  public static final Option<String> MODELS_URI =
      Option.text(
          "models.uri", "file:///var/lib/driftloop/models", "Directory of the model packages.");

  public static final Option<String> GROUP =
      Option.text("worker.group", "retrain-worker", "Kafka consumer group of the workers.")
          .defaultTo("retrain-worker");

  public static final Option<String> TRANSACTIONAL_ID =
      Option.text(
              "worker.transactional-id",
              "retrain-worker",
              "Kafka transactional id of this worker. A worker that starts with the id of another"
                  + " puts that one out of action, so give each worker its own.")
          .defaultTo("retrain-worker");

  public static final Option<Duration> EXAMPLES_WAIT =
      Option.duration(
              "worker.examples-wait",
              "2m",
              "How long reading training examples may stand still, such as before an open"
                  + " transaction, until the request fails.")
          .defaultTo("2m");

  public static final Option<List<Integer>> HIDDEN_LAYERS =
      new Option<>(
          "train.hidden-layers",
          Optional.of(List.of(64, 64)),
          "whole numbers from 1 to 4096 separated by commas",
          "64,64",
          "Units of each hidden layer, from the input on.",
          RetrainOptions::parseLayers,
          layers -> layers.stream().allMatch(units -> units >= 1 && units <= 4096));

  public static final Option<Double> LEARNING_RATE =
      Option.number("train.learning-rate", 1e-6, 1, "Step size of the Adam optimiser.")
          .defaultTo("0.001");

  public static final Option<Double> WEIGHT_DECAY =
      Option.number(
              "train.weight-decay",
              0,
              100,
              "Share of every parameter that a step takes off, times the learning rate; 0 for none,"
                  + " 1 to 2 where rows are few or noisy.")
          .defaultTo("0");

  public static final Option<Integer> BATCH_SIZE =
      Option.integer("train.batch-size", 1, 65_536, "Rows in one training step.").defaultTo("64");

  public static final Option<Integer> MAXIMUM_EPOCHS =
      Option.integer(
              "train.max-epochs", 1, 10_000, "Passes over the training rows after which it ends.")
          .defaultTo("100");

  public static final Option<Integer> PATIENCE =
      Option.integer(
              "train.patience",
              1,
              10_000,
              "Epochs without a better validation log-loss after which training stops; the best"
                  + " parameters are kept.")
          .defaultTo("10");

  public static final Option<Integer> SEED =
      Option.integer(
              "train.seed",
              0,
              Integer.MAX_VALUE,
              "Seed of initialisation and shuffling: the same rows and seed give the same network.")
          .defaultTo("42");

  public static final Option<Integer> MINIMUM_ROWS =
      Option.integer(
              "train.minimum-rows",
              10,
              Integer.MAX_VALUE,
              "Labelled rows below which a request fails rather than trains.")
          .defaultTo("200");

  public static final Option<Double> VALIDATION_SHARE =
      Option.number(
              "split.validation", 0.01, 0.4, "Share of the rows, by time, that stops training.")
          .defaultTo("0.1");

  public static final Option<Double> HELD_BACK_SHARE =
      Option.number(
              "split.held-back",
              0.01,
              0.4,
              "Share of the rows, the newest, on which champion and challenger are compared.")
          .defaultTo("0.1");

  public static final Option<ReferenceSeason> SEASON =
      Option.oneOf(
              "reference.season",
              ReferenceSeason.class,
              "A cycle that is no drift: what is normal is kept apart by hour, day of the week or"
                  + " month (UTC), and a window held against its own. Each has its part of the"
                  + " training rows only.")
          .defaultTo("none")
          .example("day-of-week");

  public static final Option<Embedding> EMBEDDING =
      Option.oneOf(
              "reference.embedding",
              Embedding.class,
              "Whether a version knows what its last hidden layer normally is like, so that rows"
                  + " unlike the training data are found; scoring.embedding must send the same.")
          .defaultTo("none")
          .example("penultimate");

  public static final Option<Boolean> SKETCHES =
      Option.flag(
              "reference.sketches",
              "Whether a version has sketches of its features: quantiles of numbers, and how many"
                  + " and which categories there are. The monitor then keeps them of each window.")
          .defaultTo("false");

  public static final Option<Double> MINIMUM_GAIN =
      Option.number(
              "gate.minimum-gain",
              -1,
              1,
              "A challenger is published where its accuracy on the held-back rows is at least the"
                  + " champion's plus this.")
          .defaultTo("0");

  public static final Option<List<String>> SEGMENTS =
      Option.list(
              "train.segments",
              "country",
              "Names of segments whose values get a reference of their own, against which segments"
                  + " of the monitor are measured.",
              SegmentReferences.MOST_NAMES)
          .defaultTo("")
          .example("country");

  public static final Option<Integer> SEGMENT_VALUES =
      Option.integer(
              "train.segments.most-values",
              1,
              SegmentReferences.MOST_VALUES,
              "Values of a segment's name that get a reference, those with most training rows"
                  + " first.")
          .defaultTo("20");

  /** Every option, for reading strictly and for the reference page. */
  public static final List<Option<?>> ALL =
      List.of(
          BOOTSTRAP_SERVERS,
          MODELS_URI,
          GROUP,
          TRANSACTIONAL_ID,
          EXAMPLES_WAIT,
          Backend.OPTION,
          HIDDEN_LAYERS,
          LEARNING_RATE,
          WEIGHT_DECAY,
          BATCH_SIZE,
          MAXIMUM_EPOCHS,
          PATIENCE,
          SEED,
          MINIMUM_ROWS,
          VALIDATION_SHARE,
          HELD_BACK_SHARE,
          SEASON,
          EMBEDDING,
          SKETCHES,
          SEGMENTS,
          SEGMENT_VALUES,
          MINIMUM_GAIN);

  private RetrainOptions() {}

  private static List<Integer> parseLayers(String text) {
    return Arrays.stream(text.split(",")).map(String::trim).map(Integer::valueOf).toList();
  }
}
