package io.driftloop.signals.profile;

import io.driftloop.signals.stats.Logarithm;

/**
 * The class probabilities of the rows of a {@link RowBlock}, with what several profiles ask of each
 * row: so that a logarithm is taken once, and moments of all rows at once.
 */
public final class ScoreBlock {
  private int classes;
  private int rows;

  /** Row after row, one a class. */
  private float[] scores = {};

  private double[] logarithms = {};
  private double[] probabilities = {};

  private final int[] top = new int[RowBlock.ROWS];
  private final double[] topScores = new double[RowBlock.ROWS];
  private final double[] margins = new double[RowBlock.ROWS];
  private final double[] entropyShares = new double[RowBlock.ROWS];
  private final double[] scratch = new double[RowBlock.ROWS];
  private final double[] secondScratch = new double[RowBlock.ROWS];

  /**
   * Takes the place of the rows that are here, if any.
   *
   * @param from row after row, each of {@code stride} numbers, of which those from {@code first} on
   *     are scores
   * @param count rows, at most {@link RowBlock#ROWS}
   * @return this
   */
  public ScoreBlock fill(float[] from, int first, int classes, int stride, int count) {
    if (scores.length < RowBlock.ROWS * classes) {
      scores = new float[RowBlock.ROWS * classes];
      logarithms = new double[scores.length];
      probabilities = new double[scores.length];
    }
    this.classes = classes;
    rows = count;
    for (int row = 0, to = 0; row < count; row++) {
      for (int i = row * stride + first; i < row * stride + first + classes; i++, to++) {
        float score = from[i];
        scores[to] = score;
        logarithms[to] = score > 0 ? Logarithm.of(score) : Double.NEGATIVE_INFINITY;
      }
    }
    compare();
    return this;
  }

  /**
   * What {@link Scores} tells of each row, in one pass, which takes half of the time, and without
   * branches, which a processor cannot foresee.
   */
  private void compare() {
    double most = Logarithm.of(classes);
    for (int row = 0, at = 0; row < rows; row++, at += classes) {
      float highest = 0;
      float second = 0;
      double entropy = 0;
      int index = 0;
      for (int i = 0; i < classes; i++) {
        float score = scores[at + i];
        index = score > highest ? i : index;
        second = Math.max(second, Math.min(score, highest));
        highest = Math.max(highest, score);
        entropy -= score > 0 ? score * logarithms[at + i] : 0;
      }
      top[row] = index;
      topScores[row] = scores[at + index];
      margins[row] = highest - second;
      entropyShares[row] = classes < 2 ? 0 : entropy / most;
    }
  }

  public int rows() {
    return rows;
  }

  public int classes() {
    return classes;
  }

  /** All scores, row after row. */
  public float[] scores() {
    return scores;
  }

  /** Room for what they are calibrated to, row after row. */
  public double[] probabilities() {
    return probabilities;
  }

  /** A number a row, for whoever takes the block in; what it holds is lost with the next one. */
  public double[] scratch() {
    return scratch;
  }

  /** Another one. */
  public double[] secondScratch() {
    return secondScratch;
  }

  /** The natural logarithms of all scores, row after row; negative infinity of 0. */
  public double[] logarithms() {
    return logarithms;
  }

  /** The class with the highest score of a row, as {@link Scores#top}. */
  public int top(int row) {
    return top[row];
  }

  /** The highest score of each row. */
  double[] topScores() {
    return topScores;
  }

  /** {@link Scores#margin} of each row. */
  double[] margins() {
    return margins;
  }

  /** {@link Scores#entropyShare} of each row. */
  double[] entropyShares() {
    return entropyShares;
  }
}
