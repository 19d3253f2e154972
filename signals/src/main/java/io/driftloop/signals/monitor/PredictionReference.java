package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import java.util.Optional;

/**
 * All that a version's predictions are compared with.
 *
 * @param profile features and scores
 * @param heldBack how scores met labels; empty where no labels were at hand
 * @param embedding what embeddings are like; empty where there are none
 * @param sketches of the training rows' features; empty where they are not kept
 */
public record PredictionReference(
    ReferenceProfile profile,
    Optional<HeldBackReference> heldBack,
    Optional<EmbeddingReference> embedding,
    Optional<SketchProfile> sketches) {

  /** A reference of a model without embeddings and sketches. */
  public PredictionReference(ReferenceProfile profile, Optional<HeldBackReference> heldBack) {
    this(profile, heldBack, Optional.empty(), Optional.empty());
  }
}
