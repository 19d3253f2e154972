package io.driftloop.signals.drift;

import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far two histograms over the same bins are from each other. A bin that one side leaves empty
 * counts as half a row there, which keeps every figure finite and changes nothing elsewhere.
 */
public final class Divergence {
  private static final double EMPTY_BIN = 0.5;

  private Divergence() {}

  /** Population stability index: the sum of (p − q)·ln(p/q), 0 or more. */
  public static double psi(long[] reference, long[] current) {
    double[] q = shares(reference);
    double[] p = shares(current);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (reference[i] + current[i] > 0) {
        sum += (p[i] - q[i]) * Math.log(p[i] / q[i]);
      }
    }
    return sum;
  }

  /**
   * Jensen–Shannon distance: the root of the divergence in base 2, 0 to 1 (Endres, Schindelin
   * 2003).
   */
  public static double jensenShannon(long[] reference, long[] current) {
    double[] q = exactShares(reference);
    double[] p = exactShares(current);
    double divergence = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      divergence += (relative(p[i], middle) + relative(q[i], middle)) / 2;
    }
    return Math.sqrt(Math.max(0, divergence) / Math.log(2));
  }

  private static double relative(double share, double middle) {
    return share > 0 ? share * Math.log(share / middle) : 0;
  }

  /**
   * The value that the PSI of two samples of one distribution exceeds with probability {@code
   * alpha}: (1/n + 1/m) times the upper chi-squared quantile with one degree of freedom less than
   * bins (Yurdakul, Naranjo 2020). 0 where there is only one bin.
   */
  public static double psiNullThreshold(long[] reference, long[] current, double alpha) {
    int bins = occupied(reference, current);
    if (bins < 2) {
      return 0;
    }
    double n = total(reference);
    double m = total(current);
    double quantile = ChiSquaredDistribution.of(bins - 1).inverseSurvivalProbability(alpha);
    return (1 / n + 1 / m) * quantile;
  }

  /**
   * The same for {@link #jensenShannon}, whose divergence is an eighth of the PSI to second order.
   */
  public static double jensenShannonNullThreshold(long[] reference, long[] current, double alpha) {
    return Math.sqrt(psiNullThreshold(reference, current, alpha) / (8 * Math.log(2)));
  }

  private static int occupied(long[] reference, long[] current) {
    int bins = 0;
    for (int i = 0; i < reference.length; i++) {
      if (reference[i] + current[i] > 0) {
        bins++;
      }
    }
    return bins;
  }

  private static double[] shares(long[] counts) {
    double total = total(counts);
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = Math.max(counts[i], EMPTY_BIN) / total;
    }
    return shares;
  }

  private static double[] exactShares(long[] counts) {
    double total = total(counts);
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = counts[i] / total;
    }
    return shares;
  }

  private static double total(long[] counts) {
    return Math.max(1, LongStream.of(counts).sum());
  }
}
