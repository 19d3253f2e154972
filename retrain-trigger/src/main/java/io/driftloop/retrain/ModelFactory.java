package io.driftloop.retrain;

import io.driftloop.schemas.Normaliser;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.signals.calibration.ClassBias;
import io.driftloop.signals.calibration.HeadTuner;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Makes a model package of labelled rows: for the worker's challengers and for a first version
 * alike, so that both are measured and described in the same way.
 */
public final class ModelFactory {
  private final TrainingSettings settings;

  public ModelFactory(TrainingSettings settings) {
    this.settings = settings;
  }

  /**
   * What is asked for.
   *
   * @param requestId the retraining request; empty for a first version
   * @param parentVersion the champion to be measured against; empty for a first version
   * @param trainFrom start of the rows by event time, inclusive, in epoch milliseconds
   * @param trainTo end of the rows by event time, exclusive, in epoch milliseconds
   */
  public record Order(
      String model,
      String version,
      FeatureSchema schema,
      String requestId,
      String parentVersion,
      long trainFrom,
      long trainTo) {

    /** A first version, trained on all of these rows. */
    public static Order first(String model, FeatureSchema schema, long trainFrom, long trainTo) {
      return new Order(model, "v1", schema, "", "", trainFrom, trainTo);
    }
  }

  /**
   * A version that nobody has judged yet.
   *
   * @param heldBack the newest rows, which it was neither fitted to nor stopped by
   * @param performance its performance on them
   */
  public record Candidate(
      ModelPackage content, TrainingSet heldBack, PerformanceProfile performance) {}

  /**
   * Trains a version.
   *
   * @param rows with features of the schema's width and labels below its number of classes
   * @param cancelled asked often while training
   * @throws UnusableDataException where there are too few rows or only one class to learn
   * @throws java.util.concurrent.CancellationException where it was cancelled
   */
  public Candidate train(Order order, TrainingSet rows, BooleanSupplier cancelled) {
    Split split = split(rows);
    int classes = order.schema().classes().size();
    Normaliser normaliser = Normalisation.fit(order.schema(), split.training().features());
    Trainer.Trained trained =
        new Trainer(settings)
            .train(split.training(), split.validation(), normaliser, classes, cancelled);
    NetworkParts network = Networks.parts(trained.network(), normaliser);
    PerformanceProfile performance = Scoring.performance(scorer(order, network), split.heldBack());
    Map<String, Double> metrics = new TreeMap<>(metrics(performance));
    metrics.put("validationLogLoss", trained.validationLogLoss());
    metrics.put("epochs", (double) trained.epochs());
    return candidate(order, rows, split, network, performance, metrics);
  }

  /**
   * Makes a version of another one's network, with biases that give its classes the shares of the
   * newest rows. The validation rows find the biases that the held-back rows judge; in the version
   * are those of both.
   *
   * @param rows as for a training: they become what later windows are compared with
   * @throws UnusableDataException where there are too few rows or only one class
   */
  public Candidate recalibrate(Order order, NetworkParts network, TrainingSet rows) {
    Split split = split(rows);
    Scorer scorer = scorer(order, network);
    ClassBias judged = bias(scorer, split.validation());
    PerformanceProfile performance =
        ReferenceProfiles.performance(
            judged.applyAll(Scoring.scores(scorer, split.heldBack())), split.heldBack().labels());
    ClassBias served = bias(scorer, split.unseen());
    return candidate(
        order,
        rows,
        split,
        Networks.biased(network, served.values()),
        performance,
        metrics(performance));
  }

  /**
   * Makes a version of another one's network, with an output layer that has learned the newest
   * rows. The held-back rows judge it before it learns them, too.
   *
   * @param rows as for a training: they become what later windows are compared with
   * @throws UnusableDataException where there are too few rows or only one class
   */
  public Candidate tuneHead(Order order, NetworkParts network, TrainingSet rows) {
    Split split = split(rows);
    TrainingSet heldBack = split.heldBack();
    TrainingSet older = rows.slice(0, rows.size() - heldBack.size());
    Dl4jScorer scorer = scorer(order, network);
    HeadTuner head =
        HeadTuner.fit(
            scorer.outputLayer(),
            Scoring.embeddings(scorer, older),
            older.labels(),
            heldBack.size());
    PerformanceProfile performance =
        Scoring.performance(
            scorer(order, Networks.withOutputLayer(network, head.layer())), heldBack);
    head.learn(Scoring.embeddings(scorer, heldBack), heldBack.labels());
    return candidate(
        order,
        rows,
        split,
        Networks.withOutputLayer(network, head.layer()),
        performance,
        metrics(performance));
  }

  private static ClassBias bias(Scorer scorer, TrainingSet rows) {
    return ClassBias.fit(Scoring.scores(scorer, rows), rows.labels());
  }

  private static Dl4jScorer scorer(Order order, NetworkParts network) {
    int classes = order.schema().classes().size();
    return new Dl4jScorer(
        order.version(),
        new Normalisation(network.normaliser()),
        Networks.network(network, classes),
        classes);
  }

  private Candidate candidate(
      Order order,
      TrainingSet rows,
      Split split,
      NetworkParts network,
      PerformanceProfile performance,
      Map<String, Double> metrics) {
    ModelCard card =
        new CardMaker(order, settings).card(rows, split, scorer(order, network), metrics);
    return new Candidate(
        new ModelPackage(card, Optional.of(network)), split.heldBack(), performance);
  }

  private Split split(TrainingSet rows) {
    if (rows.size() < settings.minimumRows()) {
      throw new UnusableDataException(
          "%d labelled rows are fewer than train.minimum-rows, %d"
              .formatted(rows.size(), settings.minimumRows()));
    }
    Split split = Split.of(rows, settings.validationShare(), settings.heldBackShare());
    if (split.training().distinctLabels() < 2) {
      throw new UnusableDataException(
          "all %d training rows have the same label".formatted(split.training().size()));
    }
    return split;
  }

  private static Map<String, Double> metrics(PerformanceProfile performance) {
    return Map.of(
        "accuracy", performance.correct().mean(),
        "logLoss", performance.logLoss().mean(),
        "heldBackRows", (double) performance.rows());
  }
}
