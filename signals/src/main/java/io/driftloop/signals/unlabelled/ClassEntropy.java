package io.driftloop.signals.unlabelled;

import java.util.stream.LongStream;

/**
 * Class collapse: the entropy of the predicted-class histogram falls where a model begins to answer
 * everything with a few classes, and rises where it begins to guess. Each row may still be as
 * confident as ever, so that the rows' own entropies need not show it.
 */
public final class ClassEntropy {
  private ClassEntropy() {}

  /**
   * Entropy in nats with the bias correction of Miller and Madow (1955): half of (occupied classes
   * − 1) ÷ rows is added, because a sample's entropy is too low by that on average. It may exceed
   * the logarithm of the number of classes a little. 0 without rows.
   */
  public static double entropy(long[] counts) {
    double total = LongStream.of(counts).sum();
    double entropy = 0;
    int occupied = 0;
    for (long count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("a count of %d is below 0".formatted(count));
      }
      if (count > 0) {
        occupied++;
        entropy -= count / total * Math.log(count / total);
      }
    }
    return occupied == 0 ? 0 : entropy + (occupied - 1) / (2 * total);
  }

  /**
   * Whether the entropy of the predicted classes changed in either direction. The difference's null
   * distribution is a Pearson type III curve with the variance and third cumulant of the second-
   * order expansion of both entropies at the pooled shares (Harris 1975 gives the variance). Its
   * first-order part alone fails where classes are equally frequent, for it is 0 there.
   *
   * @param reference predicted classes of the reference, one count a class
   * @param window those of the window, as many
   */
  public static Comparison compare(long[] reference, long[] window, double alpha) {
    Comparison.checkAlpha(alpha);
    if (reference.length != window.length) {
      throw new IllegalArgumentException(
          "%d classes, expected %d".formatted(window.length, reference.length));
    }
    double before = entropy(reference);
    double now = entropy(window);
    long m = LongStream.of(reference).sum();
    long n = LongStream.of(window).sum();
    if (n == 0 || m == 0) {
      return Comparison.unjudged(now, before, n, m);
    }
    PearsonThree difference = difference(reference, window, m, n);
    if (difference.deviation() == 0) {
      return Comparison.unjudged(now, before, n, m);
    }
    double change = now - before;
    double tail = change < 0 ? difference.lower(change) : difference.upper(change);
    double threshold =
        change < 0 ? difference.quantile(alpha / 2) : -difference.flipped().quantile(alpha / 2);
    return new Comparison(now, before, before + threshold, Math.min(1, 2 * tail), n, m);
  }

  private static PearsonThree difference(long[] reference, long[] window, double m, double n) {
    double entropy = 0;
    int occupied = 0;
    double[] shares = new double[reference.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (reference[i] + window[i]) / (m + n);
      if (shares[i] > 0) {
        occupied++;
        entropy -= shares[i] * Math.log(shares[i]);
      }
    }
    double second = 0;
    double third = 0;
    for (double share : shares) {
      if (share > 0) {
        double deviation = -Math.log(share) - entropy;
        second += share * deviation * deviation;
        third += share * deviation * deviation * deviation;
      }
    }
    int freedom = occupied - 1;
    // Of uniform classes the plug-in value is above 0 by this on average.
    second = Math.max(0, second - freedom / (m + n));
    double variance = second * (1 / n + 1 / m) + freedom / 2.0 * (1 / (n * n) + 1 / (m * m));
    double cumulant = third - 3 * second;
    return new PearsonThree(
        Math.sqrt(variance),
        cumulant * (1 / (n * n) - 1 / (m * m)) - freedom * (1 / (n * n * n) - 1 / (m * m * m)));
  }
}
