package io.driftloop.serving;

import io.driftloop.signals.monitor.HeldBackReference;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import java.util.Map;
import java.util.Optional;

/**
 * All of a version but its network: what monitoring needs, and all that a model which runs
 * elsewhere has here.
 *
 * @param heldBack how its scores met labels; empty where no labels were at hand
 * @param embedding what its embeddings are like; empty where it gives none
 * @param sketches of its training rows' features; empty where they are not kept
 * @param segments what its segments are compared with; none where no segments were declared
 * @param metrics scores by name, such as accuracy and logLoss on held-back rows
 */
public record ModelCard(
    String model,
    String version,
    FeatureSchema schema,
    ReferenceProfile reference,
    Optional<HeldBackReference> heldBack,
    Optional<EmbeddingReference> embedding,
    Optional<SketchProfile> sketches,
    SegmentReferences segments,
    Map<String, Double> metrics,
    Lineage lineage) {

  /** A version without embeddings, sketches and segments. */
  public ModelCard(
      String model,
      String version,
      FeatureSchema schema,
      ReferenceProfile reference,
      Optional<HeldBackReference> heldBack,
      Map<String, Double> metrics,
      Lineage lineage) {
    this(
        model,
        version,
        schema,
        reference,
        heldBack,
        Optional.empty(),
        Optional.empty(),
        SegmentReferences.none(),
        metrics,
        lineage);
  }

  /** A version of which nothing is known of how its scores met labels. */
  public ModelCard(
      String model,
      String version,
      FeatureSchema schema,
      ReferenceProfile reference,
      Map<String, Double> metrics,
      Lineage lineage) {
    this(model, version, schema, reference, Optional.empty(), metrics, lineage);
  }

  /** All that the version's predictions are compared with. */
  public PredictionReference predictionReference() {
    return new PredictionReference(reference, heldBack, embedding, sketches);
  }

  /** The same, with what embeddings and sketches of rows are compared with. */
  public ModelCard with(Optional<EmbeddingReference> embedding, Optional<SketchProfile> sketches) {
    return new ModelCard(
        model, version, schema, reference, heldBack, embedding, sketches, segments, metrics,
        lineage);
  }

  /** The same, with what segments are compared with. */
  public ModelCard with(SegmentReferences segments) {
    return new ModelCard(
        model, version, schema, reference, heldBack, embedding, sketches, segments, metrics,
        lineage);
  }
}
