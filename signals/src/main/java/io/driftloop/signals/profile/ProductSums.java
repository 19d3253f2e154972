package io.driftloop.signals.profile;

/**
 * Sums of the products of each pair of a row's numbers. The numbers are whole, and whole numbers
 * below 2^53 add up exactly in any order; so rows are taken eight at a time, which loads and stores
 * every product once instead of eight times.
 */
final class ProductSums {
  private static final int BLOCK = 8;

  private final int width;

  /**
   * The upper half of a square, each line with the places of a row: a compiler makes no vectors of
   * loops over other places.
   */
  private final double[][] products;

  /** Rows that are not added yet; null before the first. */
  private double[][] block;

  private int waiting;

  ProductSums(int width) {
    this.width = width;
    products = new double[width][width];
  }

  /** Adds a row of whole numbers. */
  void add(float[] row) {
    if (block == null) {
      block = new double[BLOCK][width];
    }
    for (int i = 0; i < width; i++) {
      block[waiting][i] = row[i];
    }
    waiting++;
    if (waiting == BLOCK) {
      addBlock();
    }
  }

  private void addBlock() {
    for (int i = 0; i < width; i++) {
      addLine(i, products[i], block[0], block[1], block[2], block[3]);
      addLine(i, products[i], block[4], block[5], block[6], block[7]);
    }
    waiting = 0;
  }

  private void addLine(int i, double[] line, double[] a, double[] b, double[] c, double[] d) {
    double first = a[i];
    double second = b[i];
    double third = c[i];
    double fourth = d[i];
    for (int j = i; j < width; j++) {
      line[j] += first * a[j] + second * b[j] + third * c[j] + fourth * d[j];
    }
  }

  /** Adds the rows that wait for a block to be full. */
  void settle() {
    for (int row = 0; row < waiting; row++) {
      double[] values = block[row];
      for (int i = 0; i < width; i++) {
        for (int j = i; j < width; j++) {
          products[i][j] += values[i] * values[j];
        }
      }
    }
    waiting = 0;
  }

  /** Adds the rows of {@code other}, each counted {@code factor} times. */
  void addScaled(ProductSums other, double factor) {
    settle();
    other.settle();
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        products[i][j] += factor * other.products[i][j];
      }
    }
  }

  /** The sum of the products of two of a row's numbers. */
  double product(int i, int j) {
    settle();
    return products[Math.min(i, j)][Math.max(i, j)];
  }

  /** Sets what was written before. */
  void setProduct(int i, int j, double product) {
    products[Math.min(i, j)][Math.max(i, j)] = product;
  }
}
