package io.driftloop.signals.detector;

import java.util.Arrays;

/** The exact two-sample Kolmogorov–Smirnov test of samples of one size. */
final class EqualSizeKolmogorov {
  private EqualSizeKolmogorov() {}

  /** The largest distance of the two distribution functions, in steps of one over the size. */
  static int steps(double[] first, double[] second) {
    double[] a = first.clone();
    double[] b = second.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    int i = 0;
    int j = 0;
    int largest = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] <= value) {
        i++;
      }
      while (j < b.length && b[j] <= value) {
        j++;
      }
      largest = Math.max(largest, Math.abs(i - j));
    }
    return largest;
  }

  /**
   * Probability that {@link #steps} of two samples of {@code size} is at least {@code steps}:
   * 2·Σ(−1)^(k−1)·C(2n, n−kh)/C(2n, n) (Gnedenko, Korolyuk 1951).
   */
  static double pValue(int size, int steps) {
    if (steps == 0) {
      return 1;
    }
    double sum = 0;
    double ratio = 1;
    int shift = 0;
    for (int k = 1; (long) k * steps <= size; k++) {
      for (; shift < k * steps; shift++) {
        ratio *= (size - shift) / (size + shift + 1.0);
      }
      sum += k % 2 == 1 ? ratio : -ratio;
    }
    return Math.max(0, Math.min(1, 2 * sum));
  }
}
