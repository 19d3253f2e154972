package io.driftloop.signals.unlabelled;

import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Pearson's two-sample chi-squared test (1900) on predicted classes. */
final class ClassHistograms {
  /** Classes of which fewer rows are expected on a side are counted together (Cochran 1954). */
  private static final double SMALLEST_EXPECTED = 5;

  private ClassHistograms() {}

  static Comparison compare(long[] reference, long[] window, double alpha) {
    double m = LongStream.of(reference).sum();
    double n = LongStream.of(window).sum();
    double statistic = 0;
    int cells = 0;
    long rareReference = 0;
    long rareWindow = 0;
    for (int i = 0; i < window.length; i++) {
      if ((reference[i] + window[i]) * Math.min(m, n) / (m + n) >= SMALLEST_EXPECTED) {
        statistic += cell(reference[i], window[i], m, n);
        cells++;
      } else {
        rareReference += reference[i];
        rareWindow += window[i];
      }
    }
    if (rareReference + rareWindow > 0) {
      statistic += cell(rareReference, rareWindow, m, n);
      cells++;
    }
    int freedom = Math.max(0, cells - 1);
    if (freedom == 0 || m == 0 || n == 0) {
      return Comparison.unjudged(0, freedom, (long) n, (long) m);
    }
    ChiSquaredDistribution law = ChiSquaredDistribution.of(freedom);
    return new Comparison(
        statistic,
        freedom,
        law.inverseSurvivalProbability(alpha),
        law.survivalProbability(statistic),
        (long) n,
        (long) m);
  }

  private static double cell(double reference, double window, double m, double n) {
    double difference = window * Math.sqrt(m / n) - reference * Math.sqrt(n / m);
    return difference * difference / (reference + window);
  }
}
