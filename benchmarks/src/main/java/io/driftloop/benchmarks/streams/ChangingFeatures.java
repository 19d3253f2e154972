package io.driftloop.benchmarks.streams;

import java.util.SplittableRandom;

/**
 * Twenty features of one sort, of which the first one (or the first pair) changes once it is told
 * to. Numbers are standard normal, so that a shift is in deviations.
 */
public final class ChangingFeatures implements RowSource {
  private static final int FEATURES = 20;
  private static final int CATEGORIES = 10;
  private static final double CORRELATION = 0.6;

  /** What happens to the first feature. */
  public enum Change {
    /** Its mean rises by a tenth of a deviation. */
    MEAN_BY_A_TENTH("numeric", 0.1, 1, "mean +0.1 σ"),
    /** Its mean rises by a quarter of a deviation. */
    MEAN_BY_A_QUARTER("numeric", 0.25, 1, "mean +0.25 σ"),
    /** Its mean rises by half a deviation. */
    MEAN_BY_HALF("numeric", 0.5, 1, "mean +0.5 σ"),
    /** Its variance grows by half. */
    VARIANCE("numeric", 0, 1.5, "variance × 1.5"),
    /** Five in a hundred rows move from one category to another. */
    CATEGORY_MIX("categorical", 0.05, 1, "category mix 5 %"),
    /** It is correlated with the second one, and the sign of that changes. */
    CORRELATION_FLIP("correlated", -1, 1, "correlation 0.6 → -0.6");

    private final String sort;
    private final double shift;
    private final double variance;
    private final String title;

    Change(String sort, double shift, double variance, String title) {
      this.sort = sort;
      this.shift = shift;
      this.variance = variance;
      this.title = title;
    }

    /** What all twenty features are: numeric, categorical or correlated. */
    public String sort() {
      return sort;
    }

    /** What a reader calls it. */
    public String title() {
      return title;
    }
  }

  private final SplittableRandom random;
  private final Change change;
  private boolean changed;

  public ChangingFeatures(Change change, long seed) {
    this.change = change;
    this.random = new SplittableRandom(seed);
  }

  /** From the next row on, the first feature is another one. */
  public void change() {
    changed = true;
  }

  @Override
  public Layout layout() {
    return Layout.uniform(FEATURES, change == Change.CATEGORY_MIX ? CATEGORIES : 0);
  }

  @Override
  public float[][] next(int rows) {
    float[][] columns = new float[FEATURES][rows];
    for (int row = 0; row < rows; row++) {
      switch (change) {
        case CATEGORY_MIX -> categories(columns, row);
        case CORRELATION_FLIP -> pairs(columns, row);
        default -> numbers(columns, row);
      }
    }
    return columns;
  }

  private void numbers(float[][] columns, int row) {
    for (float[] column : columns) {
      column[row] = (float) random.nextGaussian();
    }
    if (changed) {
      columns[0][row] = (float) (change.shift + Math.sqrt(change.variance) * columns[0][row]);
    }
  }

  private void categories(float[][] columns, int row) {
    for (float[] column : columns) {
      column[row] = random.nextInt(CATEGORIES);
    }
    boolean moves = random.nextDouble() < change.shift * CATEGORIES;
    if (changed && moves && columns[0][row] == 1) {
      columns[0][row] = 0;
    }
  }

  private void pairs(float[][] columns, int row) {
    double rest = Math.sqrt(1 - CORRELATION * CORRELATION);
    for (int i = 0; i < columns.length; i += 2) {
      double sign = changed && i == 0 ? change.shift : 1;
      double first = random.nextGaussian();
      columns[i][row] = (float) first;
      columns[i + 1][row] = (float) (sign * CORRELATION * first + rest * random.nextGaussian());
    }
  }
}
