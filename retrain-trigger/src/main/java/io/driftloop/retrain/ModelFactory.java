package io.driftloop.retrain;

import io.driftloop.schemas.Normaliser;
import io.driftloop.serving.Embedding;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.TimedRows;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.signals.calibration.ClassBias;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import io.driftloop.signals.unlabelled.EmbeddingStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Makes a model package of labelled rows: for the worker's challengers and for a first version
 * alike, so that both are measured and described in the same way.
 */
public final class ModelFactory {
  private static final String SOFTWARE = Networks.software();

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
    Dl4jScorer scorer = scorer(order, network);
    // Validation and held-back rows together: more rows, less chance.
    float[][] unseen = Scoring.scores(scorer, split.unseen());
    int[] labels = split.unseen().labels();
    ReferenceProfile reference =
        ReferenceProfiles.of(
            order.schema(),
            new TimedRows(split.training().features(), split.training().eventTimes()),
            new TimedRows(unseen, split.unseen().eventTimes()),
            labels,
            settings.reference().season().season());
    ModelCard card =
        new ModelCard(
            order.model(),
            order.version(),
            order.schema(),
            reference,
            ReferenceProfiles.heldBack(order.schema(), unseen, labels),
            embedding(scorer, split, order.schema().classes().size()),
            sketches(reference, split),
            metrics,
            lineage(order, rows));
    return new Candidate(
        new ModelPackage(card, Optional.of(network)), split.heldBack(), performance);
  }

  private Optional<EmbeddingReference> embedding(Dl4jScorer scorer, Split split, int classes) {
    if (settings.reference().embedding() == Embedding.NONE) {
      return Optional.empty();
    }
    float[][] fitted = Scoring.embeddings(scorer, split.training());
    if (fitted[0].length > EmbeddingStatistics.MAX_DIMENSIONS) {
      throw new UnusableDataException(
          "reference.embedding: a last hidden layer of %d units is wider than %d"
              .formatted(fitted[0].length, EmbeddingStatistics.MAX_DIMENSIONS));
    }
    return Optional.of(
        EmbeddingReference.of(
            fitted,
            split.training().labels(),
            classes,
            Scoring.embeddings(scorer, split.unseen()),
            Optional.of(scorer.outputLayer())));
  }

  private Optional<SketchProfile> sketches(ReferenceProfile reference, Split split) {
    return settings.reference().sketches()
        ? Optional.of(ReferenceProfiles.sketches(reference.bins(), split.training().features()))
        : Optional.empty();
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

  private Lineage lineage(Order order, TrainingSet rows) {
    return new Lineage(
        order.requestId(),
        order.parentVersion(),
        order.trainFrom(),
        order.trainTo(),
        rows.size(),
        rows.fingerprint(),
        settings.seed(),
        SOFTWARE);
  }
}
