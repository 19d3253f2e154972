package io.driftloop.retrain;

import io.driftloop.schemas.Normaliser;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import java.util.Map;
import java.util.Optional;
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
    Scorer scorer =
        new Dl4jScorer(order.version(), new Normalisation(normaliser), trained.network(), classes);
    PerformanceProfile performance = Scoring.performance(scorer, split.heldBack());
    // Validation and held-back rows together: more rows, less chance.
    float[][] unseen = Scoring.scores(scorer, split.unseen());
    int[] labels = split.unseen().labels();
    ReferenceProfile reference =
        ReferenceProfiles.of(order.schema(), split.training().features(), unseen, labels);
    ModelCard card =
        new ModelCard(
            order.model(),
            order.version(),
            order.schema(),
            reference,
            ReferenceProfiles.heldBack(
                order.schema(), reference, Scoring.outcomes(unseen, split.unseen())),
            metrics(performance, trained),
            lineage(order, rows));
    return new Candidate(
        new ModelPackage(card, Optional.of(Networks.parts(trained.network(), normaliser))),
        split.heldBack(),
        performance);
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

  private static Map<String, Double> metrics(
      PerformanceProfile performance, Trainer.Trained trained) {
    return Map.of(
        "accuracy", performance.correct().mean(),
        "logLoss", performance.logLoss().mean(),
        "heldBackRows", (double) performance.rows(),
        "validationLogLoss", trained.validationLogLoss(),
        "epochs", (double) trained.epochs());
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
