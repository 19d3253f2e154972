package io.driftloop.serving;

import java.util.Optional;

/** Scores batches of rows with one model version. Belongs to one thread. */
public interface Scorer {

  /** The version that scores. */
  String version();

  /** Features that a row must have. */
  int width();

  /**
   * Class probabilities of some rows.
   *
   * @param rows raw positional features, one row each of {@link #width} values
   * @param count rows to score, from the first; the rest of {@code rows} is not read
   * @return one row of probabilities for each row scored, in order
   */
  float[][] score(float[][] rows, int count);

  /** The same with embeddings, where the version has any. */
  default Answers answer(float[][] rows, int count) {
    return new Answers(score(rows, count), Optional.empty());
  }
}
