package io.driftloop.signals.drift;

/** Distances of two samples beyond those that come with a test here; not finite values left out. */
public final class SampleDistances {
  private SampleDistances() {}

  /**
   * The two-sample statistic of Cramér and von Mises from mid-ranks (Anderson 1962); 0 where a
   * sample is empty.
   */
  public static double cramerVonMises(double[] reference, double[] window) {
    PooledSamples samples = PooledSamples.of(reference, window);
    double n = BinTerm.total(samples.reference());
    double m = BinTerm.total(samples.window());
    if (n == 0 || m == 0) {
      return 0;
    }
    double sum =
        n * rankErrors(samples, samples.reference()) + m * rankErrors(samples, samples.window());
    return sum / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
  }

  /** How far the pooled mid-ranks of one sample's values are from their ranks in it, squared. */
  private static double rankErrors(PooledSamples samples, long[] own) {
    double sum = 0;
    double before = 0;
    double rank = 0;
    for (int i = 0; i < own.length; i++) {
      double here = samples.reference()[i] + samples.window()[i];
      double pooledRank = before + (here + 1) / 2;
      for (long k = 0; k < own[i]; k++) {
        rank++;
        sum += (pooledRank - rank) * (pooledRank - rank);
      }
      before += here;
    }
    return sum;
  }

  /**
   * The energy distance: the root of twice the integral of the squared difference of the cumulative
   * distributions (Székely, Rizzo 2013); 0 where a sample is empty.
   */
  public static double energy(double[] reference, double[] window) {
    PooledSamples samples = PooledSamples.of(reference, window);
    double n = BinTerm.total(samples.reference());
    double m = BinTerm.total(samples.window());
    double sum = 0;
    long x = 0;
    long y = 0;
    for (int i = 0; i < samples.values().length - 1 && n > 0 && m > 0; i++) {
      x += samples.reference()[i];
      y += samples.window()[i];
      double difference = (x / n - y / m) * (x / n - y / m);
      sum += difference * samples.values()[i + 1] - difference * samples.values()[i];
    }
    return Math.sqrt(Math.min(2 * sum, Double.MAX_VALUE));
  }
}
