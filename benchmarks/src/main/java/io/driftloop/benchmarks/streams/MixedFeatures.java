package io.driftloop.benchmarks.streams;

import java.util.SplittableRandom;

/**
 * Twenty independent features as a healthy model sees them, which never change: normal, skewed,
 * bounded and heavy-tailed numbers, one that is mostly zero, and categories, some of them rare.
 */
public final class MixedFeatures implements RowSource {
  private static final int[] CATEGORIES = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 10, 10, 30
  };
  private static final int NORMAL = 8;
  private static final int LOG_NORMAL = 11;
  private static final int UNIFORM = 13;
  private static final int HEAVY_TAILED = 15;
  private static final double ZERO_SHARE = 0.7;

  private final SplittableRandom random;

  public MixedFeatures(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public Layout layout() {
    return new Layout(CATEGORIES.clone());
  }

  @Override
  public float[][] next(int rows) {
    float[][] columns = new float[CATEGORIES.length][rows];
    for (int column = 0; column < columns.length; column++) {
      for (int row = 0; row < rows; row++) {
        columns[column][row] = (float) value(column);
      }
    }
    return columns;
  }

  private double value(int column) {
    if (CATEGORIES[column] > 0) {
      return category(CATEGORIES[column]);
    }
    if (column < NORMAL) {
      return 10 * column + (1 + column) * random.nextGaussian();
    }
    if (column < LOG_NORMAL) {
      return Math.exp(random.nextGaussian());
    }
    if (column < UNIFORM) {
      return random.nextDouble();
    }
    if (column < HEAVY_TAILED) {
      return studentWithThreeDegrees();
    }
    return random.nextDouble() < ZERO_SHARE ? 0 : random.nextExponential();
  }

  private double studentWithThreeDegrees() {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double normal = random.nextGaussian();
      squares += normal * normal;
    }
    return random.nextGaussian() / Math.sqrt(squares / 3);
  }

  /** Shares fall like those of words: a category at place k has about 1/k of the first one's. */
  private int category(int count) {
    double point = random.nextDouble();
    return (int) Math.min(count - 1, Math.pow(count + 1.0, point) - 1);
  }
}
