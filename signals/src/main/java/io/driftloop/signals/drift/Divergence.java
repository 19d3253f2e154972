package io.driftloop.signals.drift;

import io.driftloop.signals.stats.ChiSquaredQuantiles;

/**
 * How far two histograms over the same bins are from each other. A bin that one side leaves empty
 * counts as half a row there where a logarithm needs it, which keeps every figure finite and
 * changes nothing elsewhere.
 */
public final class Divergence {
  private Divergence() {}

  /** Population stability index: the sum of (p − q)·ln(p/q), 0 or more. */
  public static double psi(long[] reference, long[] current) {
    return BinTerm.PSI.sum(reference, current);
  }

  /**
   * Kullback–Leibler divergence from {@code to} to {@code from} in nats, 0 or more: what is lost
   * when {@code to} stands for {@code from} (Kullback, Leibler 1951). Not symmetric.
   */
  public static double kullbackLeibler(long[] from, long[] to) {
    return Math.max(0, BinTerm.KULLBACK_LEIBLER.sum(to, from));
  }

  /**
   * Jensen–Shannon distance: the root of the divergence in base 2, 0 to 1 (Endres, Schindelin
   * 2003).
   */
  public static double jensenShannon(long[] reference, long[] current) {
    return Math.sqrt(jensenShannonNats(reference, current) / Math.log(2));
  }

  /** Jensen–Shannon divergence (not its root) in nats, 0 to ln 2 (Lin 1991). */
  public static double jensenShannonNats(long[] reference, long[] current) {
    return Math.max(0, BinTerm.JENSEN_SHANNON.sum(reference, current));
  }

  /** Hellinger distance, 0 to 1: the root of one less the affinity (Hellinger 1909). */
  public static double hellinger(long[] reference, long[] current) {
    return Math.sqrt(BinTerm.HELLINGER.sum(reference, current));
  }

  /**
   * Total variation: half the sum of |p − q|, 0 to 1; the share of rows that would have to move.
   */
  public static double totalVariation(long[] reference, long[] current) {
    return BinTerm.TOTAL_VARIATION.sum(reference, current);
  }

  /** The largest |p − q| of any bin, 0 to 1. */
  public static double lInfinity(long[] reference, long[] current) {
    double n = Math.max(1, BinTerm.total(reference));
    double m = Math.max(1, BinTerm.total(current));
    double largest = 0;
    for (int i = 0; i < current.length; i++) {
      largest = Math.max(largest, Math.abs(current[i] / m - reference[i] / n));
    }
    return largest;
  }

  /** Pearson's chi-squared of homogeneity, 0 or more (Pearson 1900); 0 where a side is empty. */
  public static double chiSquared(long[] reference, long[] current) {
    return comparable(reference, current) ? BinTerm.CHI_SQUARED.sum(reference, current) : 0;
  }

  /**
   * Twice the log likelihood ratio of homogeneity, 0 or more (Wilks 1938); 0 where a side is empty.
   */
  public static double g(long[] reference, long[] current) {
    return comparable(reference, current) ? Math.max(0, BinTerm.G.sum(reference, current)) : 0;
  }

  private static boolean comparable(long[] reference, long[] current) {
    return BinTerm.total(reference) > 0 && BinTerm.total(current) > 0;
  }

  /**
   * The value that the PSI of two large samples of one distribution exceeds with probability {@code
   * alpha}: (1/n + 1/m) times the upper chi-squared quantile with one degree of freedom less than
   * bins (Yurdakul, Naranjo 2020). 0 where there is only one bin. Too low where a bin expects few
   * rows; {@link HistogramDrift} has a threshold that holds there too.
   */
  public static double psiNullThreshold(long[] reference, long[] current, double alpha) {
    PooledCounts pooled = new PooledCounts(reference, current);
    int bins = pooled.bins();
    if (bins < 2) {
      return 0;
    }
    double n = Math.max(1, pooled.n);
    double m = Math.max(1, pooled.m);
    double quantile = ChiSquaredQuantiles.upper(bins - 1, alpha);
    return (1 / n + 1 / m) * quantile;
  }

  /**
   * The same for {@link #jensenShannon}, whose divergence is an eighth of the PSI to second order.
   */
  public static double jensenShannonNullThreshold(long[] reference, long[] current, double alpha) {
    return Math.sqrt(psiNullThreshold(reference, current, alpha) / (8 * Math.log(2)));
  }
}
