package io.driftloop.signals.drift;

import java.util.Arrays;

/**
 * Two samples as two histograms over all of their distinct values; values not finite are left out.
 */
record PooledSamples(double[] values, long[] reference, long[] window) {

  static PooledSamples of(double[] reference, double[] window) {
    double[] x = finite(reference);
    double[] y = finite(window);
    double[] values = new double[x.length + y.length];
    long[] inReference = new long[values.length];
    long[] inWindow = new long[values.length];
    int size = 0;
    for (int i = 0, j = 0; i < x.length || j < y.length; size++) {
      double value = j == y.length || (i < x.length && x[i] <= y[j]) ? x[i] : y[j];
      values[size] = value;
      while (i < x.length && x[i] == value) {
        inReference[size]++;
        i++;
      }
      while (j < y.length && y[j] == value) {
        inWindow[size]++;
        j++;
      }
    }
    return new PooledSamples(
        Arrays.copyOf(values, size),
        Arrays.copyOf(inReference, size),
        Arrays.copyOf(inWindow, size));
  }

  private static double[] finite(double[] sample) {
    return Arrays.stream(sample).filter(Double::isFinite).sorted().toArray();
  }
}
