package io.driftloop.signals.drift;

/**
 * How two features of the reference move together, and how sure a correlation of theirs is.
 * Fisher's variance of a correlation is right for normal pairs alone; this takes it from the rows'
 * own fourth moments (Steiger, Hakstian 1982), so that it holds for skewed, heavy-tailed and
 * clipped ones. Give it bounded scores such as bin ranks: it sums fourth powers.
 */
public final class PairMoments {
  private static final int ORDER = 4;

  private final double[][] sums = new double[ORDER + 1][ORDER + 1];

  /** Adds a row's scores of the two features, both finite. */
  public void add(double x, double y) {
    double byX = 1;
    for (int i = 0; i <= ORDER; i++) {
      double term = byX;
      for (int j = 0; i + j <= ORDER; j++) {
        sums[i][j] += term;
        term *= y;
      }
      byX *= x;
    }
  }

  public void merge(PairMoments other) {
    for (int i = 0; i <= ORDER; i++) {
      for (int j = 0; i + j <= ORDER; j++) {
        sums[i][j] += other.sums[i][j];
      }
    }
  }

  public long count() {
    return Math.round(sums[0][0]);
  }

  /** The correlation, -1 to 1; 0 where a feature is constant. */
  public double correlation() {
    double scale = Math.sqrt(central(2, 0) * central(0, 2));
    return scale > 0 ? Math.max(-1, Math.min(1, central(1, 1) / scale)) : 0;
  }

  /**
   * The correlation's variance times the number of rows, for many rows; 1 where a feature is
   * constant.
   */
  public double variance() {
    double x = Math.sqrt(central(2, 0));
    double y = Math.sqrt(central(0, 2));
    if (!(x > 0 && y > 0)) {
      return 1;
    }
    double r = correlation();
    double squares = central(2, 2) / (x * x * y * y);
    double cubes = central(3, 1) / (x * x * x * y) + central(1, 3) / (x * y * y * y);
    double fourths = central(4, 0) / Math.pow(x, 4) + central(0, 4) / Math.pow(y, 4);
    return Math.max(0, squares - r * cubes + r * r / 4 * (fourths + 2 * squares));
  }

  /** The central moment of order i in x and j in y, from the raw ones by the binomial theorem. */
  private double central(int i, int j) {
    double n = Math.max(1, sums[0][0]);
    double x = sums[1][0] / n;
    double y = sums[0][1] / n;
    double moment = 0;
    for (int a = 0; a <= i; a++) {
      for (int b = 0; b <= j; b++) {
        double times = choose(i, a) * choose(j, b) * Math.pow(-x, i - a) * Math.pow(-y, j - b);
        moment += times * sums[a][b] / n;
      }
    }
    return i % 2 == 0 && j % 2 == 0 ? Math.max(0, moment) : moment;
  }

  private static double choose(int n, int k) {
    double result = 1;
    for (int i = 1; i <= k; i++) {
      result = result * (n - k + i) / i;
    }
    return result;
  }
}
