package io.driftloop.signals.stats;

/** The lower triangular root L of a symmetric positive definite matrix A = LLᵀ. */
public final class Cholesky {
  private final double[][] root;

  private Cholesky(double[][] root) {
    this.root = root;
  }

  /**
   * Decomposes a matrix, of which only the lower triangle is read.
   *
   * @throws IllegalArgumentException where it is not positive definite
   */
  public static Cholesky of(double[][] matrix) {
    double[][] root = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      root[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j] - product(root[i], root[j], j);
        if (i == j && !(rest > 0 && rest < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException("the matrix is not positive definite");
        }
        root[i][j] = i == j ? Math.sqrt(rest) : rest / root[j][j];
      }
    }
    return new Cholesky(root);
  }

  private static double product(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** L⁻¹b. */
  public double[] solveLower(double[] b) {
    double[] x = new double[root.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (b[i] - product(root[i], x, i)) / root[i][i];
    }
    return x;
  }

  /** A⁻¹b. */
  public double[] solve(double[] b) {
    double[] x = solveLower(b);
    for (int i = x.length - 1; i >= 0; i--) {
      x[i] /= root[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= root[i][j] * x[i];
      }
    }
    return x;
  }
}
