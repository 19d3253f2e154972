package io.driftloop.signals.profile;

import java.util.List;

/**
 * Rows that a profile takes in together, feature by feature: a feature's limits and counts are at
 * hand for all of its values, and the search for their bins is a loop over whole numbers that a
 * compiler turns into vectors, which takes some hundred values to pay off.
 *
 * <p>Profiles that one thread fills may share a block, which then stays in the processor's cache:
 * between two fillings it holds nothing.
 */
public final class RowBlock {
  /** Rows taken in together at most. */
  public static final int ROWS = 128;

  /** The values of a feature stand together. */
  private float[] values = {};

  /** The bin of each value, by feature, then by row. */
  private int[][] bins = {};

  private final float[] column = new float[ROWS];
  private final int[] columnBins = new int[ROWS];
  private final int[] rowOf = new int[ROWS];
  private final Places places = new Places(ROWS);
  private final RankProducts products = new RankProducts();
  private int rows;

  /**
   * Takes the place of the rows that are here, if any.
   *
   * @param from row after row, each of {@code stride} numbers of which the first are its features
   * @param count at most {@link #ROWS}
   * @return this
   */
  public RowBlock fill(float[] from, int features, int stride, int count) {
    makeRoom(features);
    for (int i = 0; i < features; i++) {
      int to = i * ROWS;
      for (int row = 0, at = i; row < count; row++, at += stride) {
        values[to + row] = from[at];
      }
    }
    rows = count;
    return this;
  }

  private void makeRoom(int features) {
    if (bins.length < features) {
      values = new float[features * ROWS];
      bins = new int[features][ROWS];
    }
  }

  /** Adds a row; the block must not be full. */
  void add(float[] features) {
    makeRoom(features.length);
    for (int i = 0; i < features.length; i++) {
      values[i * ROWS + rows] = features[i];
    }
    rows++;
  }

  boolean full() {
    return rows == ROWS;
  }

  /** Rows that were added since the last {@link #clear}. */
  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
  }

  /** The bins of a feature, one a row, once all features are counted. */
  int[] bins(int feature) {
    return bins[feature];
  }

  /** To multiply these rows' ranks in. */
  RankProducts products() {
    return products;
  }

  /**
   * Counts all features' values over these bins, one a feature.
   *
   * @param numbers what bins cannot say; null for a category, and where nothing is known of it
   */
  void count(List<Bins> known, long[][] counts, NumberProfile[] numbers) {
    for (int i = 0; i < counts.length; i++) {
      count(i, known.get(i), counts[i], numbers[i]);
    }
  }

  private void count(int feature, Bins known, long[] counts, NumberProfile number) {
    if (number == null || known.limits().isEmpty()) {
      for (int row = 0; row < rows; row++) {
        countOne(feature, row, known, counts, number);
      }
      return;
    }
    Limits limits = known.limits().get();
    int from = feature * ROWS;
    if (number.moments().addFinite(values, from, rows)) {
      limits.place(values, from, rows, places);
      limits.count(places, rows, counts, number);
      limits.bins(places, rows, bins[feature]);
    } else {
      countFinite(feature, known, limits, counts, number);
    }
  }

  /** The same where some values are missing or infinite, which are counted one by one. */
  private void countFinite(
      int feature, Bins known, Limits limits, long[] counts, NumberProfile number) {
    int finite = 0;
    for (int row = 0; row < rows; row++) {
      float value = values[feature * ROWS + row];
      if (Float.isFinite(value)) {
        column[finite] = value;
        rowOf[finite++] = row;
      } else {
        countOne(feature, row, known, counts, number);
      }
    }
    number.moments().addFinite(column, 0, finite);
    limits.place(column, 0, finite, places);
    limits.count(places, finite, counts, number);
    limits.bins(places, finite, columnBins);
    for (int i = 0; i < finite; i++) {
      bins[feature][rowOf[i]] = columnBins[i];
    }
  }

  private void countOne(int feature, int row, Bins known, long[] counts, NumberProfile number) {
    float value = values[feature * ROWS + row];
    int bin = known.indexOf(value);
    bins[feature][row] = bin;
    counts[bin]++;
    if (number != null && bin < known.regular()) {
      number.add(value, known.range());
    }
  }
}
