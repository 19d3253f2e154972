package io.driftloop.signals.unlabelled;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's two-sample chi-squared test (1900) on predicted classes. Rare classes are counted
 * together, rarest first, until enough rows are expected of them. Where that leaves only one group,
 * the most frequent class is held against all others with the continuity correction of Yates
 * (1934), so that a rare class that becomes frequent is still seen.
 */
final class ClassHistograms {
  /** Rows expected of a cell below which the statistic is not chi-squared (Cochran 1954). */
  private static final double SMALLEST_EXPECTED = 5;

  private ClassHistograms() {}

  static Comparison compare(long[] reference, long[] window, double alpha) {
    double m = LongStream.of(reference).sum();
    double n = LongStream.of(window).sum();
    int[] rarestFirst =
        IntStream.range(0, window.length)
            .filter(i -> reference[i] + window[i] > 0)
            .boxed()
            .sorted(Comparator.comparingLong(i -> reference[i] + window[i]))
            .mapToInt(i -> i)
            .toArray();
    if (m == 0 || n == 0 || rarestFirst.length < 2) {
      return Comparison.unjudged(0, 0, (long) n, (long) m);
    }
    double smallest = SMALLEST_EXPECTED * (m + n) / Math.min(m, n);
    List<double[]> groups = groups(reference, window, rarestFirst, smallest);
    double correction = 0;
    if (groups.size() == 1) {
      int label = rarestFirst[rarestFirst.length - 1];
      groups =
          List.of(
              new double[] {reference[label], window[label]},
              new double[] {m - reference[label], n - window[label]});
      correction = 0.5;
    }
    double statistic = 0;
    for (double[] group : groups) {
      statistic += cell(group[0], group[1], m, n, correction);
    }
    int freedom = groups.size() - 1;
    ChiSquaredDistribution law = ChiSquaredDistribution.of(freedom);
    return new Comparison(
        statistic,
        freedom,
        law.inverseSurvivalProbability(alpha),
        law.survivalProbability(statistic),
        (long) n,
        (long) m);
  }

  /** Counts of the reference and the window, for groups of at least {@code smallest} rows. */
  private static List<double[]> groups(
      long[] reference, long[] window, int[] rarestFirst, double smallest) {
    List<double[]> groups = new ArrayList<>();
    double[] group = new double[2];
    for (int label : rarestFirst) {
      group[0] += reference[label];
      group[1] += window[label];
      if (group[0] + group[1] >= smallest) {
        groups.add(group);
        group = new double[2];
      }
    }
    if (groups.isEmpty()) {
      groups.add(group);
    } else {
      groups.get(groups.size() - 1)[0] += group[0];
      groups.get(groups.size() - 1)[1] += group[1];
    }
    return groups;
  }

  /** A class's share of the statistic, with so many rows' difference taken for rounding. */
  private static double cell(
      double reference, double window, double m, double n, double correction) {
    double expected = (reference + window) * n / (m + n);
    double difference = Math.max(0, Math.abs(window - expected) - correction);
    return difference * difference * (m + n) * (m + n) / (m * n * (reference + window));
  }
}
