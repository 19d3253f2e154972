package io.driftloop.signals.drift;

import io.driftloop.signals.stats.LogFactorial;
import java.util.stream.IntStream;

/**
 * The cumulant function of a statistic and of the window's rows (less their number), where each
 * bin's count is binomial and independent of the others; with its first and second derivatives.
 */
final class CumulantFunction {
  /** Counts further from their mean than this many standard deviations weigh nothing. */
  private static final double REACH = 14;

  /** Where a bin is large, every so many counts are enough for the sum over all of them. */
  private static final double COUNTS_PER_DEVIATION = 3;

  private final int[] multiplicity;
  private final double[][] terms;
  private final double[][] centred;
  private final double[][] logWeights;
  private final int[] from;
  private final int[] to;

  double s;
  double value;
  double byStatistic;
  double bySum;
  double byStatistic2;
  double mixed;
  double bySum2;

  CumulantFunction(BinTerm term, PooledCounts pooled) {
    multiplicity = pooled.multiplicity;
    int groups = multiplicity.length;
    terms = new double[groups][];
    centred = new double[groups][];
    logWeights = new double[groups][];
    from = new int[groups];
    to = new int[groups];
    for (int i = 0; i < groups; i++) {
      fill(i, term, pooled);
      to[i] = terms[i].length;
    }
  }

  /**
   * Leaves out the outermost counts of all bins, as many as have a chance of {@code chance} at most
   * together; 0 takes all in again.
   */
  void leaveOut(double chance) {
    double each = chance / (2.0 * IntStream.of(multiplicity).sum());
    for (int i = 0; i < terms.length; i++) {
      double below = 0;
      from[i] = 0;
      while ((below += Math.exp(logWeights[i][from[i]])) < each) {
        from[i]++;
      }
      double above = 0;
      to[i] = terms[i].length;
      while ((above += Math.exp(logWeights[i][to[i] - 1])) < each) {
        to[i]--;
      }
    }
  }

  private void fill(int group, BinTerm term, PooledCounts pooled) {
    long count = pooled.counts[group];
    double share = pooled.windowShare();
    double mean = count * share;
    double deviation = Math.sqrt(mean * (1 - share));
    long step = Math.max(1, (long) (deviation / COUNTS_PER_DEVIATION));
    long reach = (long) Math.ceil((REACH * deviation + REACH) / step) * step;
    long middle = Math.round(mean);
    long first = middle - Math.min(reach, middle / step * step);
    int size = (int) ((Math.min(count, middle + reach) - first) / step) + 1;
    terms[group] = new double[size];
    centred[group] = new double[size];
    logWeights[group] = new double[size];
    double logOdds = Math.log(share) - Math.log1p(-share);
    double atMiddle = LogFactorial.choose(count, middle) + middle * logOdds;
    for (int k = 0; k < size; k++) {
      long w = first + k * step;
      terms[group][k] =
          term.of((double) w / pooled.m, (double) (count - w) / pooled.n, pooled.m, pooled.n);
      centred[group][k] = w - mean;
      logWeights[group][k] = LogFactorial.choose(count, w) + w * logOdds - atMiddle;
    }
    normalise(logWeights[group]);
  }

  private static void normalise(double[] logs) {
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log);
    }
    double total = Math.log(sum);
    for (int k = 0; k < logs.length; k++) {
      logs[k] -= total;
    }
  }

  /** Sets value and derivatives at {@code s} for the statistic and {@code v} for the sum. */
  void evaluate(double s, double v) {
    this.s = s;
    value = 0;
    byStatistic = 0;
    bySum = 0;
    byStatistic2 = 0;
    mixed = 0;
    bySum2 = 0;
    for (int i = 0; i < terms.length; i++) {
      add(i, s, v);
    }
  }

  private void add(int group, double s, double v) {
    double[] term = terms[group];
    double[] sum = centred[group];
    double[] logWeight = logWeights[group];
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = from[group]; k < to[group]; k++) {
      largest = Math.max(largest, logWeight[k] + s * term[k] + v * sum[k]);
    }
    double z = 0;
    double f = 0;
    double y = 0;
    double ff = 0;
    double fy = 0;
    double yy = 0;
    for (int k = from[group]; k < to[group]; k++) {
      double log = logWeight[k] + s * term[k] + v * sum[k] - largest;
      if (log > -40) {
        double weight = Math.exp(log);
        double weightedTerm = weight * term[k];
        double weightedSum = weight * sum[k];
        z += weight;
        f += weightedTerm;
        y += weightedSum;
        ff += weightedTerm * term[k];
        fy += weightedTerm * sum[k];
        yy += weightedSum * sum[k];
      }
    }
    f /= z;
    y /= z;
    int times = multiplicity[group];
    value += times * (largest + Math.log(z));
    byStatistic += times * f;
    bySum += times * y;
    byStatistic2 += times * (ff / z - f * f);
    mixed += times * (fy / z - f * y);
    bySum2 += times * (yy / z - y * y);
  }

  double determinant() {
    return byStatistic2 * bySum2 - mixed * mixed;
  }

  /** The statistic's variance where the sum is given, to first order. */
  double conditionalVariance() {
    return byStatistic2 - mixed * mixed / bySum2;
  }
}
