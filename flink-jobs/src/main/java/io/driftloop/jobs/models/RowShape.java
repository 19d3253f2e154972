package io.driftloop.jobs.models;

import io.driftloop.jobs.io.RejectedException;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.profile.Scores;
import io.driftloop.signals.unlabelled.EmbeddingReference;

/**
 * What a version's predictions must look like. It is in one place of memory, as each row is held
 * against it, and the card of one among a thousand models is in no processor's cache.
 *
 * @param width features
 * @param classes scores
 * @param dimensions of an embedding; 0 where any will do
 */
record RowShape(int width, int classes, int dimensions) {

  static RowShape of(ModelCard card) {
    return new RowShape(
        card.schema().width(),
        card.schema().classes().size(),
        card.embedding().map(EmbeddingReference::dimensions).orElse(0));
  }

  /**
   * Holds a row against it.
   *
   * @throws RejectedException with what does not fit
   */
  void check(PredictionRow row) throws RejectedException {
    if (row.features.length != width) {
      throw new RejectedException(
          ErrorCode.WRONG_WIDTH,
          "%d features, the model has %d".formatted(row.features.length, width));
    }
    if (dimensions > 0 && row.embedding != null && row.embedding.length != dimensions) {
      throw new RejectedException(
          ErrorCode.WRONG_WIDTH,
          "an embedding of %d values, the model's have %d"
              .formatted(row.embedding.length, dimensions));
    }
    if (row.scores.length != classes) {
      throw new RejectedException(
          ErrorCode.INVALID_SCORES,
          "%d scores, the model has %d classes".formatted(row.scores.length, classes));
    }
    if (!Scores.valid(row.scores)) {
      throw new RejectedException(
          ErrorCode.INVALID_SCORES, "the scores are no probabilities that add up to 1");
    }
  }
}
