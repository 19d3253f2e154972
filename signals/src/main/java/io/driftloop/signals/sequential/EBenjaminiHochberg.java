package io.driftloop.signals.sequential;

import java.util.Arrays;

/**
 * Picks discoveries from a batch of e-values, such as all features of a window, such that the
 * expected share of false ones among them stays within alpha, under any dependence (Wang and Ramdas
 * 2022).
 */
public final class EBenjaminiHochberg {
  private EBenjaminiHochberg() {}

  /**
   * Marks the k largest e-values, for the largest k such that the k-th is at least {@code n /
   * (alpha k)}.
   *
   * @param eValues at least 0; e-values equal to a discovery are discoveries too
   * @return whether each is a discovery, in the order given
   */
  public static boolean[] discoveries(double[] eValues, double alpha) {
    Levels.require(alpha);
    double[] ascending = eValues.clone();
    for (double e : ascending) {
      EValues.requireE(e);
    }
    Arrays.sort(ascending);
    int n = ascending.length;
    double smallest = Double.NaN;
    for (int k = 1; k <= n; k++) {
      if (ascending[n - k] * alpha * k >= n) {
        smallest = ascending[n - k];
      }
    }
    boolean[] discoveries = new boolean[n];
    for (int i = 0; i < n; i++) {
      discoveries[i] = eValues[i] >= smallest;
    }
    return discoveries;
  }
}
