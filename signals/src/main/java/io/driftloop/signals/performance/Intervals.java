package io.driftloop.signals.performance;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Confidence intervals of shares, of their differences and of their ratios. */
public final class Intervals {
  private Intervals() {}

  /** The z that a standard normal stays within, on both sides, with probability confidence. */
  public static double quantile(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("confidence is not between 0 and 1");
    }
    return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
  }

  /** Score interval of a share (Wilson 1927). */
  public static Estimate share(long hits, long count, double confidence) {
    if (hits < 0 || hits > count) {
      throw new IllegalArgumentException("%d of %d is no share".formatted(hits, count));
    }
    double z = quantile(confidence);
    if (count == 0) {
      return new Estimate(Double.NaN, 0, 1);
    }
    double share = (double) hits / count;
    double scale = 1 + z * z / count;
    double centre = (share + z * z / (2 * count)) / scale;
    double half =
        z * Math.sqrt(share * (1 - share) / count + z * z / (4.0 * count * count)) / scale;
    return new Estimate(share, Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /** The first share minus the second, by both score intervals (Newcombe 1998, method 10). */
  public static Estimate difference(
      long hits1, long count1, long hits2, long count2, double confidence) {
    Estimate first = share(hits1, count1, confidence);
    Estimate second = share(hits2, count2, confidence);
    double difference = first.value() - second.value();
    if (Double.isNaN(difference)) {
      return new Estimate(Double.NaN, -1, 1);
    }
    double down = Math.hypot(first.value() - first.lower(), second.upper() - second.value());
    double up = Math.hypot(first.upper() - first.value(), second.value() - second.lower());
    return new Estimate(difference, difference - down, difference + up);
  }

  /**
   * The first share over the second; the interval is normal on the logarithm with half a hit added
   * to each (Katz and others 1978; Walter 1975), so that no hit at all stays finite. The value is
   * NaN where the second share has no hit.
   */
  public static Estimate ratio(
      long hits1, long count1, long hits2, long count2, double confidence) {
    Estimate first = share(hits1, count1, confidence);
    Estimate second = share(hits2, count2, confidence);
    if (count1 == 0 || count2 == 0) {
      return new Estimate(Double.NaN, 0, Double.MAX_VALUE);
    }
    double logarithm =
        Math.log((hits1 + 0.5) / (count1 + 0.5)) - Math.log((hits2 + 0.5) / (count2 + 0.5));
    double variance =
        1 / (hits1 + 0.5) - 1 / (count1 + 0.5) + 1 / (hits2 + 0.5) - 1 / (count2 + 0.5);
    double half = quantile(confidence) * Math.sqrt(Math.max(0, variance));
    double value = hits2 == 0 ? Double.NaN : first.value() / second.value();
    return new Estimate(value, Math.exp(logarithm - half), Math.exp(logarithm + half));
  }
}
