package io.driftloop.signals.calibration;

import io.driftloop.signals.stats.Cholesky;

/**
 * What to add to the logarithm of each class's probability so that scores meet the labels of newer
 * rows: the cure for classes whose shares changed, which takes few labels and no training. The
 * ranking of rows within a pair of classes stays.
 *
 * <p>The biases are the mode of their posterior, multinomial logistic regression on a constant with
 * a normal prior around 0, found by Newton's method. Biases alone are the part of vector scaling
 * (Guo et al. 2017, On calibration of modern neural networks) that corrects shifted priors
 * (Alexandari et al. 2020, Maximum likelihood with bias-corrected calibration).
 */
public final class ClassBias {
  /** Rows that the prior weighs: a class of fewer labels keeps its probability, about. */
  private static final double PRIOR_ROWS = 10;

  private static final int MOST_STEPS = 50;
  private static final double ENOUGH = 1e-10;
  private static final double SMALLEST_PROBABILITY = 1e-7;

  private final double[] biases;

  private ClassBias(double[] biases) {
    this.biases = biases;
  }

  /**
   * The biases that fit some rows.
   *
   * @param scores class probabilities, one row a label
   * @param labels class indices below the number of scores; none gives biases of 0
   */
  public static ClassBias fit(float[][] scores, int[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(
          "%d labels for %d rows".formatted(labels.length, scores.length));
    }
    int classes = scores.length == 0 ? 0 : scores[0].length;
    ClassBias fitted = new ClassBias(new double[classes]);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] change = fitted.step(scores, labels);
      double size = 0;
      for (int i = 0; i < classes; i++) {
        fitted.biases[i] -= change[i];
        size = Math.max(size, Math.abs(change[i]));
      }
      if (size <= ENOUGH) {
        break;
      }
    }
    return fitted;
  }

  /** Newton's step, not longer than 1 in any class, so that it stays where the curve is known. */
  private double[] step(float[][] scores, int[] labels) {
    double[] gradient = new double[biases.length];
    double[][] curvature = new double[biases.length][biases.length];
    for (int row = 0; row < labels.length; row++) {
      float[] biased = apply(scores[row]);
      gradient[labels[row]] -= 1;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += biased[i];
        curvature[i][i] += biased[i];
        for (int j = 0; j <= i; j++) {
          curvature[i][j] -= (double) biased[i] * biased[j];
        }
      }
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += PRIOR_ROWS * biases[i];
      curvature[i][i] += PRIOR_ROWS;
    }
    double[] change = Cholesky.of(curvature).solve(gradient);
    double largest = 1;
    for (double value : change) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int i = 0; i < change.length; i++) {
      change[i] /= largest;
    }
    return change;
  }

  /** What is added to the logarithms, one a class; a copy. */
  public double[] values() {
    return biases.clone();
  }

  /** The probabilities with the biases in them; those given are left as they are. */
  public float[] apply(float[] scores) {
    double[] logits = new double[scores.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.log(Math.max(scores[i], SMALLEST_PROBABILITY)) + biases[i];
      largest = Math.max(largest, logits[i]);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.exp(logits[i] - largest);
      sum += logits[i];
    }
    float[] biased = new float[scores.length];
    for (int i = 0; i < biased.length; i++) {
      biased[i] = (float) (logits[i] / sum);
    }
    return biased;
  }

  /** {@link #apply} for each row. */
  public float[][] applyAll(float[][] scores) {
    float[][] biased = new float[scores.length][];
    for (int i = 0; i < scores.length; i++) {
      biased[i] = apply(scores[i]);
    }
    return biased;
  }
}
