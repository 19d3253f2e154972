package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.RowBlock;

/**
 * Rows of one window that are not counted yet. Of a thousand models, each with a profile and a
 * reference of its own, none is in the processor's cache when its next row comes; so a row is only
 * written down here, where it touches two lines of a cache, and all that wait are counted together.
 * Numbers, and no objects, so that waiting costs the garbage collector nothing.
 */
final class WaitingRows {
  private final int features;
  private final int classes;
  private final int most;

  /** Row after row: its features, then its scores. */
  private final float[] values;

  /** Empty where nobody asks for them. */
  private final long[] times;

  /** Which rows count in what is told of a sample only. */
  private final int[] together;

  private final float[] featuresOfOne;
  private int rows;
  private int togetherRows;

  /**
   * @param most rows that there is room for, at most {@link RowBlock#ROWS}
   * @param withTimes whether rows' times are asked for
   */
  WaitingRows(int features, int classes, int most, boolean withTimes) {
    this.features = features;
    this.classes = classes;
    this.most = most;
    values = new float[most * (features + classes)];
    times = new long[withTimes ? most : 0];
    together = new int[most];
    featuresOfOne = new float[features];
  }

  /**
   * Adds a row; there must be room.
   *
   * @param inSample whether it counts in what is told of a sample only
   */
  void add(float[] rowFeatures, float[] scores, long time, boolean inSample) {
    requireLength(rowFeatures.length, features, "features");
    requireLength(scores.length, classes, "scores");
    int to = rows * (features + classes);
    System.arraycopy(rowFeatures, 0, values, to, features);
    System.arraycopy(scores, 0, values, to + features, classes);
    if (times.length > 0) {
      times[rows] = time;
    }
    together[togetherRows] = rows;
    togetherRows += inSample ? 1 : 0;
    rows++;
  }

  private static void requireLength(int length, int expected, String what) {
    if (length != expected) {
      throw new IllegalArgumentException("%d %s, expected %d".formatted(length, what, expected));
    }
  }

  boolean full() {
    return rows == most;
  }

  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
    togetherRows = 0;
  }

  /** Puts all rows into a block. */
  RowBlock fill(RowBlock block) {
    int stride = features + classes;
    block.scores().fill(values, features, classes, stride, rows);
    return block.take(values, features, stride, rows);
  }

  long time(int row) {
    return times[row];
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
