package io.driftloop.signals.unlabelled;

import java.util.Arrays;
import java.util.List;

/**
 * How far an embedding lies from its k-th nearest neighbour in a sample of the reference,
 * directions only (Sun, Ming, Zhu, Li 2022). It assumes no shape of the classes, at the price of a
 * search through the whole sample: rows × dimensions multiplications a score.
 */
public final class NearestNeighbours {
  private static final int BLOCK = 16;

  private final float[][] rows;
  private final int neighbour;

  private NearestNeighbours(float[][] rows, int neighbour) {
    this.rows = rows;
    this.neighbour = neighbour;
  }

  /**
   * Distances to a sample.
   *
   * @param neighbour which neighbour counts, from 1; the farthest where the sample has fewer
   */
  public static NearestNeighbours of(EmbeddingSample sample, int neighbour) {
    List<float[]> rows = sample.rows();
    if (neighbour < 1 || rows.isEmpty()) {
      throw new IllegalArgumentException("a neighbour is counted from 1 in a sample with rows");
    }
    float[][] directions = rows.stream().map(NearestNeighbours::direction).toArray(float[][]::new);
    return new NearestNeighbours(directions, Math.min(neighbour, directions.length));
  }

  /**
   * The squared Euclidean distance of directions, 0 to 4; 4 for an embedding that is not finite. A
   * row of the sample has itself as its first neighbour: thresholds need other rows.
   */
  public double score(float[] embedding) {
    if (embedding.length != rows[0].length) {
      throw new IllegalArgumentException(
          "%d dimensions, expected %d".formatted(embedding.length, rows[0].length));
    }
    for (float value : embedding) {
      if (!Float.isFinite(value)) {
        return 4;
      }
    }
    float[] direction = direction(embedding);
    double[] nearest = new double[neighbour];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (float[] row : rows) {
      insert(nearest, distance(row, direction, nearest[neighbour - 1]));
    }
    return nearest[neighbour - 1];
  }

  /** Puts a distance into the ascending distances of the nearest, where it is one. */
  private static void insert(double[] nearest, double distance) {
    int at = nearest.length - 1;
    if (distance >= nearest[at]) {
      return;
    }
    for (; at > 0 && nearest[at - 1] > distance; at--) {
      nearest[at] = nearest[at - 1];
    }
    nearest[at] = distance;
  }

  /**
   * The squared distance, or, once it is known to reach the limit, some part of it that does. Four
   * sums side by side, because each addition would wait for the last one.
   */
  private static double distance(float[] a, float[] b, double limit) {
    double sum = 0;
    int i = 0;
    while (i + BLOCK <= a.length && sum < limit) {
      double first = 0;
      double second = 0;
      double third = 0;
      double fourth = 0;
      for (int end = i + BLOCK; i < end; i += 4) {
        first += square(a[i] - b[i]);
        second += square(a[i + 1] - b[i + 1]);
        third += square(a[i + 2] - b[i + 2]);
        fourth += square(a[i + 3] - b[i + 3]);
      }
      sum += first + second + (third + fourth);
    }
    for (; i < a.length && sum < limit; i++) {
      sum += square(a[i] - b[i]);
    }
    return sum;
  }

  private static double square(float difference) {
    return (double) difference * difference;
  }

  private static float[] direction(float[] embedding) {
    double squares = 0;
    for (float value : embedding) {
      squares += (double) value * value;
    }
    double length = squares == 0 ? 1 : Math.sqrt(squares);
    float[] direction = new float[embedding.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) (embedding[i] / length);
    }
    return direction;
  }
}
