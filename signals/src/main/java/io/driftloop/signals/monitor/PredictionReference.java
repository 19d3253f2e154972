package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.ReferenceProfile;
import java.util.Optional;

/**
 * All that a version's predictions are compared with.
 *
 * @param profile features and scores
 * @param heldBack how scores met labels; empty where no labels were at hand
 */
public record PredictionReference(ReferenceProfile profile, Optional<HeldBackReference> heldBack) {}
