package io.driftloop.signals.performance;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Expected calibration error of a sample, exactly. */
public final class CalibrationError {
  private CalibrationError() {}

  /**
   * The mean distance of mean score and frequency over groups of equal counts, rows in order of
   * their score (Naeini, Cooper, Hauskrecht 2015). NaN without rows.
   */
  public static double of(double[] scores, boolean[] positive, int groups) {
    if (scores.length != positive.length || groups < 1) {
      throw new IllegalArgumentException("scores and labels differ in number, or no group");
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double error = 0;
    for (int group = 0; group < groups; group++) {
      int end = (int) ((group + 1L) * order.length / groups);
      double gap = 0;
      for (int i = (int) ((long) group * order.length / groups); i < end; i++) {
        gap += scores[order[i]] - (positive[order[i]] ? 1 : 0);
      }
      error += Math.abs(gap);
    }
    return order.length == 0 ? Double.NaN : error / order.length;
  }
}
