package io.driftloop.signals.drift;

import java.util.Arrays;
import java.util.Random;

/** Random histograms and samples for simulations of a promise. */
final class Draws {
  private Draws() {}

  static long[] histogram(double[] shares, int rows, Random random) {
    double[] ends = new double[shares.length];
    double end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += shares[i];
      ends[i] = end;
    }
    long[] counts = new long[shares.length];
    for (int i = 0; i < rows; i++) {
      double at = random.nextDouble() * end;
      int bin = 0;
      while (bin < ends.length - 1 && at >= ends[bin]) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  static double[] equalShares(int bins) {
    double[] shares = new double[bins];
    Arrays.fill(shares, 1.0 / bins);
    return shares;
  }

  /** One bin holds all but .3 % a bin of the others. */
  static double[] rareShares(int bins) {
    double[] shares = new double[bins];
    Arrays.fill(shares, 0.003);
    shares[0] = 1 - 0.003 * (bins - 1);
    return shares;
  }

  static int[] permutation(int size, Random random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  static long[] permuted(long[] counts, int[] order) {
    long[] permuted = new long[counts.length];
    for (int i = 0; i < order.length; i++) {
      permuted[i] = counts[order[i]];
    }
    return permuted;
  }
}
