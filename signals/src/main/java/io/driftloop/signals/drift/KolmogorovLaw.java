package io.driftloop.signals.drift;

import io.driftloop.signals.stats.LogFactorial;

/**
 * The exact law of the Kolmogorov–Smirnov distance given the pooled counts of ascending bins, or of
 * distinct values, so that ties are taken for what they are (Schröer, Trenkler 1995). It follows
 * how many of the rows so far are the window's and collects the chance of paths when they first
 * leave the allowed band: a sum without cancellation, good for tails far out.
 */
final class KolmogorovLaw implements NullLaw {
  private static final double ROUNDING = 1e-9;
  private static final double REACH = 10;

  private final int m;
  private final double n;
  private final double share;
  private final double logShare;
  private final double logRest;
  private final long[] pooled;
  private final long[] after;

  /** The two may be exchanged: the work grows with the rows of the second. */
  KolmogorovLaw(long[] reference, long[] window) {
    m = (int) BinTerm.total(window);
    n = BinTerm.total(reference);
    share = m / (n + m);
    logShare = Math.log(share);
    logRest = Math.log1p(-share);
    pooled = new long[window.length];
    after = new long[window.length];
    long left = (long) n + m;
    for (int i = 0; i < window.length; i++) {
      pooled[i] = reference[i] + window[i];
      left -= pooled[i];
      after[i] = left;
    }
  }

  @Override
  public double tail(double value) {
    double band = value * m * (n / (n + m)) - ROUNDING;
    if (band <= 0) {
      return 1;
    }
    double[] inside = new double[m + 1];
    inside[0] = 1;
    int low = 0;
    int high = 0;
    double left = 0;
    double logAll = logBinomial((long) n + m, m);
    for (int bin = 0; bin < pooled.length; bin++) {
      if (pooled[bin] == 0) {
        continue;
      }
      double[] next = new double[m + 1];
      int[] reach = convolve(inside, low, high, pooled[bin], next);
      double middle = (n + m - after[bin]) * share;
      low = (int) Math.max(reach[0], Math.floor(middle - band) + 1);
      high = (int) Math.min(reach[1], Math.ceil(middle + band) - 1);
      for (int y = reach[0]; y <= reach[1]; y++) {
        boolean outside = y < low || y > high;
        if (outside && next[y] > 0 && m - y <= after[bin]) {
          left += next[y] * Math.exp(logBinomial(after[bin], m - y) - logAll);
        }
      }
      inside = next;
    }
    return Math.min(1, left);
  }

  /** Adds one bin's binomial count to what stands from low to high; returns where it reaches. */
  private int[] convolve(double[] inside, int low, int high, long count, double[] next) {
    double mean = count * share;
    double reach = REACH * (Math.sqrt(mean * (1 - share)) + 1);
    int from = (int) Math.max(0, mean - reach);
    int to = (int) Math.min(Math.min(count, m), mean + reach);
    for (int w = from; w <= to; w++) {
      double chance = Math.exp(logBinomial(count, w));
      int end = Math.min(high, m - w);
      for (int y = low; y <= end; y++) {
        next[y + w] += inside[y] * chance;
      }
    }
    return new int[] {Math.min(m, low + from), Math.min(m, high + to)};
  }

  private double logBinomial(long count, long w) {
    return LogFactorial.choose(count, w) + w * logShare + (count - w) * logRest;
  }

  @Override
  public double quantile(double alpha) {
    return NullLaw.search(this::tail, alpha, 0, likely(alpha, n, m));
  }

  /** About where the tail falls below a level (Kolmogorov's limit, first term). */
  static double likely(double alpha, double n, double m) {
    return Math.sqrt(Math.log(2 / alpha) / 2 * (1 / n + 1 / m));
  }
}
