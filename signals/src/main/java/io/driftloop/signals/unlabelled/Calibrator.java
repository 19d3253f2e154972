package io.driftloop.signals.unlabelled;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Turns a class's score into the share of rows with such a score that really are of the class. */
public sealed interface Calibrator permits IsotonicCalibrator, PlattCalibrator {
  /** Below this many rows isotonic regression overfits (Niculescu-Mizil, Caruana 2005). */
  int ISOTONIC_ROWS = 1_000;

  /** Rows of the rarer side below which isotonic regression has too few steps. */
  int ISOTONIC_RARER = 50;

  /** The probability that a row of this score is of the class, 0 to 1. */
  double calibrate(double score);

  /**
   * The same for every {@code stride}th score from {@code first} to {@code end}.
   *
   * @param into takes the probabilities, at the same places
   */
  default void calibrate(float[] scores, int first, int stride, int end, double[] into) {
    for (int i = first; i < end; i += stride) {
      into[i] = calibrate(scores[i]);
    }
  }

  void write(DataOutput out) throws IOException;

  /**
   * Isotonic regression where rows are many, Platt's sigmoid where they are few.
   *
   * @param scores scores from 0 to 1 of rows that the model was not trained on
   * @param hits whether each row is of the class
   */
  static Calibrator fit(double[] scores, boolean[] hits) {
    if (scores.length != hits.length) {
      throw new IllegalArgumentException(
          "%d labels, expected %d".formatted(hits.length, scores.length));
    }
    if (!DoubleStream.of(scores).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a score to calibrate by must be finite");
    }
    long positive = IntStream.range(0, hits.length).filter(i -> hits[i]).count();
    long rarer = Math.min(positive, hits.length - positive);
    return scores.length >= ISOTONIC_ROWS && rarer >= ISOTONIC_RARER
        ? IsotonicCalibrator.fit(scores, hits)
        : PlattCalibrator.fit(scores, hits);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no calibrator of a known format
   */
  static Calibrator read(DataInput in) throws IOException {
    byte format = in.readByte();
    return switch (format) {
      case IsotonicCalibrator.FORMAT -> IsotonicCalibrator.readRest(in);
      case PlattCalibrator.FORMAT -> PlattCalibrator.readRest(in);
      default -> throw new IOException("calibrator format %d is unknown".formatted(format));
    };
  }
}
