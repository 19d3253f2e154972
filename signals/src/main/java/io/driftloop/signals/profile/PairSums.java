package io.driftloop.signals.profile;

/**
 * Sums of some numbers and of the products of each two of them, one behind the other: of a thousand
 * models none is in the processor's cache when something is added.
 */
final class PairSums {
  private final int width;
  private final double[] sums;

  /** The upper half of a square, line after line. */
  private final double[] products;

  PairSums(int width) {
    this.width = width;
    sums = new double[width];
    products = new double[width * (width + 1) / 2];
  }

  private int place(int i, int j) {
    int line = Math.min(i, j);
    return line * (2 * width - line - 1) / 2 + Math.max(i, j);
  }

  /** Adds to {@link #sum}. */
  void addToSum(int i, double more) {
    sums[i] += more;
  }

  /**
   * Adds to the {@link #product}s of a number.
   *
   * @param more by the other number, from {@code i} on
   */
  void addToProducts(int i, long[] more) {
    int line = place(i, i) - i;
    for (int j = i; j < width; j++) {
      products[line + j] += more[j];
    }
  }

  /** Adds all of {@code other}, times {@code factor}. */
  void addScaled(PairSums other, double factor) {
    addScaled(sums, other.sums, factor);
    addScaled(products, other.products, factor);
  }

  /** Adds numbers times {@code factor} to others. */
  static void addScaled(double[] into, double[] from, double factor) {
    for (int i = 0; i < into.length; i++) {
      into[i] += factor * from[i];
    }
  }

  double sum(int i) {
    return sums[i];
  }

  /** The sum of the products of two of the numbers. */
  double product(int i, int j) {
    return products[place(i, j)];
  }

  /** Sets what was written before. */
  void setSum(int i, double sum) {
    sums[i] = sum;
  }

  /** Sets what was written before. */
  void setProduct(int i, int j, double product) {
    products[place(i, j)] = product;
  }
}
