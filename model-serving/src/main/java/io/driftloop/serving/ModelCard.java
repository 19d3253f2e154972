package io.driftloop.serving;

import io.driftloop.signals.profile.ReferenceProfile;
import java.util.Map;

/**
 * All of a version but its network: what monitoring needs, and all that a model which runs
 * elsewhere has here.
 *
 * @param metrics scores by name, such as accuracy and logLoss on held-back rows
 */
public record ModelCard(
    String model,
    String version,
    FeatureSchema schema,
    ReferenceProfile reference,
    Map<String, Double> metrics,
    Lineage lineage) {}
