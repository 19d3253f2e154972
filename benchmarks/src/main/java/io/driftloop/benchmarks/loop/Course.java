package io.driftloop.benchmarks.loop;

import io.driftloop.benchmarks.streams.LabelledStream;
import io.driftloop.retrain.ModelFactory;
import io.driftloop.retrain.TrainingSet;
import io.driftloop.retrain.TrainingSettings;
import io.driftloop.retrain.UnusableDataException;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.signals.policy.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stream cut into windows, with the model that training at the end of each window gives. All
 * triggers run over the same course: a model depends on its window alone, and is trained once.
 */
final class Course {
  private static final double FIRST_SHARE = 0.1;

  private final LabelledStream stream;
  private final int firstRows;
  private final int windows;
  private final ModelFactory factory;
  private final FeatureSchema schema;
  private final Map<Integer, Optional<Trained>> models = new HashMap<>();

  /**
   * A course.
   *
   * @param windows windows that the rows after the first model's are cut into
   */
  Course(LabelledStream stream, int windows, TrainingSettings settings) {
    this.stream = stream;
    this.windows = windows;
    this.firstRows = (int) (stream.size() * FIRST_SHARE);
    this.factory = new ModelFactory(settings);
    this.schema =
        new FeatureSchema(
            stream.columns().stream()
                .map(column -> FeatureSchema.Feature.numeric(column, ""))
                .toList(),
            stream.classes());
  }

  LabelledStream stream() {
    return stream;
  }

  int windows() {
    return windows;
  }

  /** Rows that are scored. */
  int scoredRows() {
    return stream.size() - firstRows;
  }

  /** A window, scored by a model. */
  Window window(int index, Trained model) {
    float[][] rows = Arrays.copyOfRange(stream.rows(), start(index), start(index + 1));
    int[] labels = Arrays.copyOfRange(stream.labels(), start(index), start(index + 1));
    return new Window(index, rows, model.scorer().score(rows, rows.length), labels);
  }

  /** The model that serves first. */
  Trained first() {
    return trainedAfter(-1).orElseThrow();
  }

  /** The share of scored rows that repeating the last label gets right. */
  double lastLabelAccuracy() {
    int correct = 0;
    for (int row = firstRows; row < stream.size(); row++) {
      correct += stream.labels()[row] == stream.labels()[row - 1] ? 1 : 0;
    }
    return correct / (double) scoredRows();
  }

  /** The model of the newest rows up to the end of a window; empty where they teach nothing. */
  Optional<Trained> trainedAfter(int index) {
    return models.computeIfAbsent(
        index,
        window -> {
          try {
            return Optional.of(train(start(window + 1), "v" + (window + 2)));
          } catch (UnusableDataException e) {
            return Optional.empty();
          }
        });
  }

  /**
   * A model made of another one for the newest rows up to the end of a window; empty where they
   * teach nothing.
   *
   * @param action how it is made
   */
  Optional<Trained> mendedAfter(int index, Trained model, Action action) {
    int end = start(index + 1);
    ModelFactory.Order order = order(end, model.version() + "+" + (index + 2));
    try {
      return Optional.of(
          trained(
              action == Action.TUNE_HEAD
                  ? factory.tuneHead(order, model.network(), rows(end))
                  : factory.recalibrate(order, model.network(), rows(end)),
              end));
    } catch (UnusableDataException e) {
      return Optional.empty();
    }
  }

  private int start(int window) {
    return firstRows + (int) ((long) scoredRows() * window / windows);
  }

  private Trained train(int end, String version) {
    return trained(factory.train(order(end, version), rows(end), () -> false), end);
  }

  /** As many rows as the first model had, up to this one. */
  private TrainingSet rows(int end) {
    List<TrainingSet.Row> rows = new ArrayList<>();
    for (int row = end - firstRows; row < end; row++) {
      rows.add(
          new TrainingSet.Row(
              String.valueOf(row), 0, row, stream.rows()[row], stream.labels()[row]));
    }
    return TrainingSet.of(rows);
  }

  private ModelFactory.Order order(int end, String version) {
    return new ModelFactory.Order(stream.name(), version, schema, "", "", end - firstRows, end);
  }

  private Trained trained(ModelFactory.Candidate candidate, int end) {
    ModelCard card = candidate.content().card();
    NetworkParts parts = candidate.content().network().orElseThrow();
    int classes = schema.classes().size();
    return new Trained(
        card.version(),
        new Dl4jScorer(
            card.version(),
            new Normalisation(parts.normaliser()),
            Networks.network(parts, classes),
            classes),
        parts,
        card,
        Arrays.copyOfRange(stream.rows(), end - firstRows, end),
        candidate.heldBack(),
        candidate.performance());
  }
}
