package io.driftloop.signals.unlabelled;

import io.driftloop.signals.stats.Cholesky;

/** The linear algebra of {@link LabelShift}: ridge regression on a confusion matrix. */
final class LabelShiftSolver {
  /** Keeps the normal equations solvable in double precision where rows are many. */
  private static final double SMALLEST_RIDGE = 1e-14;

  private final double[][] joint;
  private final double[][] columns;
  private final double[] source;
  private final Cholesky normal;

  /**
   * Prepares for one confusion matrix.
   *
   * @param joint shares of all rows by predicted, then true class
   * @param source shares of the true classes
   * @param ridge the penalty on squared deviations of weights from 1
   */
  LabelShiftSolver(double[][] joint, double[] source, double ridge) {
    this.joint = joint;
    this.source = source;
    int classes = source.length;
    columns = new double[classes][classes];
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        columns[j][i] = joint[i][j];
      }
    }
    double[][] matrix = new double[classes][];
    for (int i = 0; i < classes; i++) {
      matrix[i] = new double[i + 1];
    }
    for (double[] row : joint) {
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j <= i; j++) {
          matrix[i][j] += row[i] * row[j];
        }
      }
    }
    for (int i = 0; i < classes; i++) {
      matrix[i][i] += Math.max(SMALLEST_RIDGE, ridge);
    }
    normal = Cholesky.of(matrix);
  }

  /** Weights of the true classes, 0 or more. */
  double[] weights(double[] shares) {
    double[] residual = shares.clone();
    for (int i = 0; i < residual.length; i++) {
      for (double share : joint[i]) {
        residual[i] -= share;
      }
    }
    double[] theta = normal.solve(transposed(residual));
    for (int i = 0; i < theta.length; i++) {
      theta[i] = Math.max(0, 1 + theta[i]);
    }
    return theta;
  }

  private double[] transposed(double[] vector) {
    double[] product = new double[source.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < product.length; j++) {
        product[j] += joint[i][j] * vector[i];
      }
    }
    return product;
  }

  /**
   * Standard errors of the priors, from the multinomial noise of the window's shares and of each
   * true class's column of the confusion matrix (the delta method).
   */
  double[] standardErrors(double[] shares, double[] priors, double samples, double references) {
    int classes = source.length;
    double[] errors = new double[classes];
    for (int k = 0; k < classes; k++) {
      double[] unit = new double[classes];
      unit[k] = source[k];
      double[] direction = normal.solve(unit);
      double[] gain = new double[classes];
      for (int i = 0; i < classes; i++) {
        for (int j = 0; j < classes; j++) {
          gain[i] += joint[i][j] * direction[j];
        }
      }
      double variance = spread(gain, shares, 1) / samples;
      for (int j = 0; j < classes; j++) {
        if (source[j] > 0) {
          double rows = source[j] * references;
          variance += priors[j] * priors[j] * spread(gain, columns[j], source[j]) / rows;
        }
      }
      errors[k] = Math.sqrt(Math.max(0, variance));
    }
    return errors;
  }

  /** The variance of {@code values} under shares that add up to {@code sum}. */
  private static double spread(double[] values, double[] shares, double sum) {
    double mean = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      mean += values[i] * shares[i] / sum;
      squares += values[i] * values[i] * shares[i] / sum;
    }
    return squares - mean * mean;
  }
}
