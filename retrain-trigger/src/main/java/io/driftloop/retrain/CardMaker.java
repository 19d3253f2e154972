package io.driftloop.retrain;

import io.driftloop.retrain.ModelFactory.Order;
import io.driftloop.serving.Embedding;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.SegmentProfiles;
import io.driftloop.serving.SegmentRows;
import io.driftloop.serving.TimedRows;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.signals.monitor.HeldBackReference;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import io.driftloop.signals.unlabelled.EmbeddingStatistics;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a version that was made of some rows: what its windows will be compared with, and where
 * it comes from.
 *
 * @param order what was asked for
 */
record CardMaker(Order order, TrainingSettings settings) {
  private static final String SOFTWARE = Networks.software();

  /**
   * The card of a version.
   *
   * @param rows all that it was made of
   * @param split the same, in the parts that fitted and judged it
   * @param scorer the version itself
   * @param metrics its scores by name
   */
  ModelCard card(TrainingSet rows, Split split, Dl4jScorer scorer, Map<String, Double> metrics) {
    // Validation and held-back rows together: more rows, less chance.
    float[][] unseen = Scoring.scores(scorer, split.unseen());
    ReferenceProfile reference = reference(split, unseen);
    Optional<HeldBackReference> heldBack = heldBack(reference, split, unseen);
    return new ModelCard(
        order.model(),
        order.version(),
        order.schema(),
        reference,
        heldBack,
        embedding(scorer, split),
        sketches(reference, split),
        segments(new PredictionReference(reference, heldBack), split, unseen),
        metrics,
        lineage(rows));
  }

  private ReferenceProfile reference(Split split, float[][] unseen) {
    return ReferenceProfiles.of(
        order.schema(),
        new TimedRows(split.training().features(), split.training().eventTimes()),
        new TimedRows(unseen, split.unseen().eventTimes()),
        split.unseen().labels(),
        settings.reference().season().season());
  }

  private Optional<HeldBackReference> heldBack(
      ReferenceProfile reference, Split split, float[][] unseen) {
    return ReferenceProfiles.heldBack(
        order.schema(), reference, Scoring.outcomes(unseen, split.unseen()));
  }

  private Optional<EmbeddingReference> embedding(Dl4jScorer scorer, Split split) {
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
            order.schema().classes().size(),
            Scoring.embeddings(scorer, split.unseen()),
            Optional.of(scorer.outputLayer())));
  }

  private Optional<SketchProfile> sketches(ReferenceProfile reference, Split split) {
    return settings.reference().sketches()
        ? Optional.of(ReferenceProfiles.sketches(reference.bins(), split.training().features()))
        : Optional.empty();
  }

  private SegmentReferences segments(
      PredictionReference whole, Split split, float[][] unseenScores) {
    TrainingSet training = split.training();
    TrainingSet unseen = split.unseen();
    return SegmentProfiles.of(
        whole,
        settings.reference().segments(),
        new SegmentRows(training.features(), training.segments(), training.eventTimes()),
        new SegmentRows(unseenScores, unseen.segments(), unseen.eventTimes()));
  }

  private Lineage lineage(TrainingSet rows) {
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
