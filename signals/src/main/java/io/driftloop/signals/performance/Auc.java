package io.driftloop.signals.performance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Area under the ROC curve of a sample, exactly. */
public final class Auc {
  private Auc() {}

  /**
   * Probability that a positive's score is above a negative's, ties counting half (Mann, Whitney
   * 1947), with the interval of Hanley and McNeil (1982).
   */
  public static Estimate of(double[] scores, boolean[] positive, double confidence) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException("scores and labels differ in number");
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double wins = 0;
    long below = 0;
    long positives = 0;
    for (int start = 0, end; start < order.length; start = end) {
      long[] tied = new long[2];
      for (end = start; end < order.length && scores[order[end]] == scores[order[start]]; end++) {
        tied[positive[order[end]] ? 1 : 0]++;
      }
      if (end == start) {
        throw new IllegalArgumentException("a score is missing");
      }
      wins += tied[1] * (below + tied[0] / 2.0);
      below += tied[0];
      positives += tied[1];
    }
    double z = Intervals.quantile(confidence);
    if (positives == 0 || below == 0) {
      return new Estimate(Double.NaN, 0, 1);
    }
    double auc = wins / positives / below;
    double half = z * standardError(auc, positives, below);
    return new Estimate(auc, Math.max(0, auc - half), Math.min(1, auc + half));
  }

  /** Mean of one-versus-rest areas of the classes that have one; NaN where none has. */
  public static double macro(double... areas) {
    return Arrays.stream(areas).filter(area -> !Double.isNaN(area)).average().orElse(Double.NaN);
  }

  /** Standard error by Hanley and McNeil (1982). */
  static double standardError(double auc, double positives, double negatives) {
    double q1 = auc / (2 - auc);
    double q2 = 2 * auc * auc / (1 + auc);
    double variance =
        auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc);
    return Math.sqrt(Math.max(0, variance / positives / negatives));
  }
}
