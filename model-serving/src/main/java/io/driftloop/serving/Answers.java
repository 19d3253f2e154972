package io.driftloop.serving;

import java.util.Optional;

/**
 * What a version answers to a batch of rows.
 *
 * @param scores class probabilities, one a row
 * @param embeddings inner representations, one a row; empty where the version has none
 */
public record Answers(float[][] scores, Optional<float[][]> embeddings) {}
