package io.driftloop.benchmarks.loop;

import io.driftloop.retrain.TrainingSet;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.signals.profile.PerformanceProfile;

/**
 * A model with what is known of it.
 *
 * @param version v1 for the first one, and so on by the window that it was trained at
 * @param network its parts, of which biases make another version
 * @param card what later windows are compared with
 * @param rows features of the rows that it was trained on, its validation and held-back ones too
 * @param heldBack the newest of these rows, which judge it
 * @param performance its performance on them
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Trained(
    String version,
    Scorer scorer,
    NetworkParts network,
    ModelCard card,
    float[][] rows,
    TrainingSet heldBack,
    PerformanceProfile performance) {}
