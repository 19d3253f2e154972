package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.RowBlock;

/** Some rows of one window, side by side, to be counted together; used again and again. */
final class RowBatch {
  private int features;
  private int classes;

  /** Row after row: its features, then its scores. */
  private float[] values = {};

  /** Where each row stands among those that waited. */
  private final int[] indices = new int[RowBlock.ROWS];

  /** Which rows count in what is told of a sample only. */
  private final int[] together = new int[RowBlock.ROWS];

  private float[] featuresOfOne = {};
  private int rows;
  private int togetherRows;

  /** Begins with rows of so many features and classes. */
  void begin(int features, int classes) {
    this.features = features;
    this.classes = classes;
    rows = 0;
    togetherRows = 0;
    if (values.length < RowBlock.ROWS * (features + classes)) {
      values = new float[RowBlock.ROWS * (features + classes)];
    }
    if (featuresOfOne.length != features) {
      featuresOfOne = new float[features];
    }
  }

  /**
   * Adds a row; there must be room.
   *
   * @param from where its features and scores lie
   * @param index where it stands among those that waited
   * @param inSample whether it counts in what is told of a sample only
   */
  void add(float[] from, int start, int index, boolean inSample) {
    int width = features + classes;
    System.arraycopy(from, start, values, rows * width, width);
    indices[rows] = index;
    together[togetherRows] = rows;
    togetherRows += inSample ? 1 : 0;
    rows++;
  }

  int rows() {
    return rows;
  }

  /** Puts all rows into a block. */
  RowBlock fill(RowBlock block) {
    int width = features + classes;
    block.scores().fill(values, features, classes, width, rows);
    return block.take(values, features, width, rows);
  }

  int index(int row) {
    return indices[row];
  }

  int togetherRows() {
    return togetherRows;
  }

  /**
   * The features of a row of the sample, good until the next call.
   *
   * @param index among {@link #togetherRows}
   */
  float[] togetherFeatures(int index) {
    System.arraycopy(values, together[index] * (features + classes), featuresOfOne, 0, features);
    return featuresOfOne;
  }
}
