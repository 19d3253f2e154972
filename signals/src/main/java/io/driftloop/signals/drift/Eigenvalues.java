package io.driftloop.signals.drift;

/** Eigenvalues of a symmetric matrix by Jacobi's rotations (Golub, Van Loan 2013, 8.5). */
final class Eigenvalues {
  private static final int MAX_SWEEPS = 30;
  private static final double NEGLIGIBLE = 1e-9;

  private Eigenvalues() {}

  /** The eigenvalues in no order; the matrix is kept. */
  static double[] of(double[][] symmetric) {
    int size = symmetric.length;
    double[][] a = new double[size][];
    double diagonal = 0;
    for (int i = 0; i < size; i++) {
      a[i] = symmetric[i].clone();
      diagonal = Math.max(diagonal, Math.abs(a[i][i]));
    }
    double least = NEGLIGIBLE * diagonal;
    boolean rotated = true;
    for (int sweep = 0; sweep < MAX_SWEEPS && rotated; sweep++) {
      rotated = false;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          if (Math.abs(a[p][q]) > least) {
            rotate(a, p, q);
            rotated = true;
          }
        }
      }
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = a[i][i];
    }
    return values;
  }

  private static void rotate(double[][] a, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(1, theta));
    double c = 1 / Math.hypot(1, t);
    double s = t * c;
    for (double[] row : a) {
      double x = row[p];
      double y = row[q];
      row[p] = c * x - s * y;
      row[q] = s * x + c * y;
    }
    double[] rowP = a[p];
    double[] rowQ = a[q];
    for (int k = 0; k < a.length; k++) {
      double x = rowP[k];
      double y = rowQ[k];
      rowP[k] = c * x - s * y;
      rowQ[k] = s * x + c * y;
    }
  }
}
