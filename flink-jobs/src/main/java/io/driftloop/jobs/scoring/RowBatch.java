package io.driftloop.jobs.scoring;

import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import io.driftloop.serving.Answers;
import io.driftloop.serving.Scorer;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests of one model that are scored together, which costs little more than scoring one. */
final class RowBatch {
  private static final long NANOS_A_MICRO = 1_000;

  private final RequestRow[] requests;
  private final float[][] features;
  private final long[] readAt;
  private final boolean embed;
  private int size;

  /**
   * @param embed whether predictions carry the version's embedding of the row
   */
  RowBatch(int capacity, boolean embed) {
    this.embed = embed;
    requests = new RequestRow[capacity];
    features = new float[capacity][];
    readAt = new long[capacity];
  }

  void add(RequestRow request, long nanoTime) {
    requests[size] = request;
    features[size] = request.features;
    readAt[size] = nanoTime;
    size++;
  }

  boolean full() {
    return size == requests.length;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Scores the batch with champion and shadow, gives the predictions away and empties itself. */
  void score(Scorers scorers, Consumer<PredictionRow> out) {
    score(scorers.champion(), Variant.CHAMPION, out);
    scorers.shadow().ifPresent(shadow -> score(shadow, Variant.SHADOW, out));
    for (int i = 0; i < size; i++) {
      requests[i] = null;
      features[i] = null;
    }
    size = 0;
  }

  private void score(Scorer scorer, Variant variant, Consumer<PredictionRow> out) {
    Answers answers =
        embed
            ? scorer.answer(features, size)
            : new Answers(scorer.score(features, size), Optional.empty());
    long now = System.nanoTime();
    for (int i = 0; i < size; i++) {
      RequestRow request = requests[i];
      PredictionRow prediction = new PredictionRow();
      prediction.id = request.id;
      prediction.model = request.model;
      prediction.modelVersion = scorer.version();
      prediction.variant = variant;
      prediction.eventTime = request.eventTime;
      prediction.features = request.features;
      prediction.segments = request.segments;
      prediction.scores = answers.scores()[i];
      prediction.embedding =
          answers.embeddings().isPresent() ? answers.embeddings().get()[i] : null;
      prediction.latencyMicros = (now - readAt[i]) / NANOS_A_MICRO;
      out.accept(prediction);
    }
  }
}
