package io.driftloop.signals.unlabelled;

import io.driftloop.signals.stats.Cholesky;
import java.util.Arrays;

/**
 * How far an embedding lies from the nearest class of the training data, in units of the spread
 * within classes (Lee, Lee, Lee, Shin 2018): it sees rows that the scores are confidently wrong
 * about, which no score of {@link OutlierScores} can.
 */
public final class Mahalanobis {
  /** Keeps a direction without any spread from making every row infinitely far. */
  private static final double SMALLEST_VARIANCE = 1e-12;

  private final Cholesky root;
  private final double[][] whitenedMeans;

  private Mahalanobis(Cholesky root, double[][] whitenedMeans) {
    this.root = root;
    this.whitenedMeans = whitenedMeans;
  }

  /**
   * The distance to the classes seen in a reference, with the covariance shrunk by {@link
   * #shrinkage}.
   */
  public static Mahalanobis of(EmbeddingStatistics reference) {
    return of(reference, shrinkage(reference));
  }

  /**
   * The same with a given shrinkage.
   *
   * @param shrinkage share of the covariance that is replaced by its mean variance in all
   *     directions, 0 to 1
   */
  public static Mahalanobis of(EmbeddingStatistics reference, double shrinkage) {
    if (!(shrinkage >= 0 && shrinkage <= 1)) {
      throw new IllegalArgumentException(
          "a shrinkage of %s is outside 0 to 1".formatted(shrinkage));
    }
    if (reference.rows() == 0) {
      throw new IllegalArgumentException("a reference without rows has no distance");
    }
    double[][] covariance = reference.covariance();
    double mean = trace(covariance) / covariance.length;
    double floor = Math.max(SMALLEST_VARIANCE, SMALLEST_VARIANCE * mean);
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] *= 1 - shrinkage;
      }
      covariance[i][i] += shrinkage * mean + floor;
    }
    Cholesky root = Cholesky.of(covariance);
    double[][] means = new double[reference.classes()][];
    int seen = 0;
    for (int label = 0; label < means.length; label++) {
      if (reference.count(label) > 0) {
        means[seen++] = root.solveLower(reference.mean(label));
      }
    }
    return new Mahalanobis(root, Arrays.copyOf(means, seen));
  }

  /**
   * The oracle approximating shrinkage of Chen, Wiesel, Eldar and Hero (2010), which needs only the
   * covariance S of n rows in d dimensions: ((1 − 2/d)·tr S² + tr² S) ÷ ((n + 1 − 2/d)·(tr S² − tr²
   * S/d)), at most 1.
   */
  public static double shrinkage(EmbeddingStatistics reference) {
    double[][] covariance = reference.covariance();
    double d = covariance.length;
    double squares = 0;
    for (int i = 0; i < covariance.length; i++) {
      for (int j = 0; j <= i; j++) {
        squares += (i == j ? 1 : 2) * covariance[i][j] * covariance[i][j];
      }
    }
    double trace = trace(covariance);
    double over = (1 - 2 / d) * squares + trace * trace;
    double under = (reference.rows() + 1 - 2 / d) * (squares - trace * trace / d);
    return under > 0 ? Math.max(0, Math.min(1, over / under)) : 1;
  }

  private static double trace(double[][] matrix) {
    double trace = 0;
    for (int i = 0; i < matrix.length; i++) {
      trace += matrix[i][i];
    }
    return trace;
  }

  /**
   * The squared distance to the nearest class, 0 or more; for an embedding that is not finite the
   * largest number.
   */
  public double score(float[] embedding) {
    double[] whitened = root.solveLower(widened(embedding));
    double nearest = Double.MAX_VALUE;
    for (double[] mean : whitenedMeans) {
      double distance = 0;
      for (int i = 0; i < whitened.length; i++) {
        double delta = whitened[i] - mean[i];
        distance += delta * delta;
      }
      nearest = distance < nearest ? distance : nearest;
    }
    return nearest;
  }

  private double[] widened(float[] embedding) {
    if (embedding.length != whitenedMeans[0].length) {
      throw new IllegalArgumentException(
          "%d dimensions, expected %d".formatted(embedding.length, whitenedMeans[0].length));
    }
    double[] values = new double[embedding.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = embedding[i];
    }
    return values;
  }
}
