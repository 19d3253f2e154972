package io.driftloop.signals.profile;

import java.util.List;

/**
 * The profile of a population made of others, in other shares than their rows have. The last part
 * is the whole: it stands in for a part without rows.
 */
final class Mixture {
  private Mixture() {}

  /**
   * Mixes parts over the same bins.
   *
   * @param weights share of each part, not negative, together 1
   */
  static DataProfile of(List<DataProfile> parts, double[] weights) {
    long[] rows = parts.stream().mapToLong(DataProfile::rows).toArray();
    double[] factors = factors(weights, rows);
    DataProfile first = parts.get(0);
    long[][] counts = new long[first.features()][];
    NumberProfile[] numbers = new NumberProfile[counts.length];
    for (int i = 0; i < counts.length; i++) {
      int feature = i;
      counts[i] =
          counts(parts.stream().map(p -> p.featureCounts(feature)).toArray(long[][]::new), factors);
      if (parts.stream().allMatch(part -> part.number(feature).isPresent())) {
        numbers[i] =
            NumberProfile.mixture(
                parts.stream().map(p -> p.number(feature).orElseThrow()).toList(), factors);
      }
    }
    List<ScoreProfile> scores = parts.stream().map(DataProfile::scores).toList();
    long[] scored = scores.stream().mapToLong(ScoreProfile::rows).toArray();
    boolean correlated = parts.stream().allMatch(p -> p.correlation().isPresent());
    return new DataProfile(
        effectiveRows(rows, factors),
        FeatureCounts.of(counts, numbers),
        ScoreProfile.mixture(scores, factors(weights, scored)),
        new long[0],
        correlated ? correlation(parts, factors) : null);
  }

  private static RankCorrelation correlation(List<DataProfile> parts, double[] factors) {
    return RankCorrelation.mixture(
        parts.stream().map(part -> part.correlation().orElseThrow()).toList(), factors);
  }

  /**
   * How often each row of a part counts. The expected share of a bin is p = Σ wₛ cₛ/nₛ; its squared
   * error is at most p(1 − p) Σ wₛ²/nₛ, as if p came of 1 / Σ wₛ²/nₛ rows (the effective sample
   * size of Kish, 1965). So the factors are wₛ/nₛ, scaled until the rows add up to that many.
   *
   * @param rows rows of each part; all factors are 0 where the last has none
   */
  static double[] factors(double[] weights, long[] rows) {
    int whole = rows.length - 1;
    double[] shares = weights.clone();
    for (int i = 0; i < whole; i++) {
      if (rows[i] == 0) {
        shares[whole] += shares[i];
        shares[i] = 0;
      }
    }
    double error = 0;
    for (int i = 0; i < rows.length; i++) {
      error += shares[i] * shares[i] / Math.max(1, rows[i]);
    }
    double[] factors = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      factors[i] = shares[i] / Math.max(1, rows[i]) / error;
    }
    return factors;
  }

  private static long effectiveRows(long[] rows, double[] factors) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += factors[i] * rows[i];
    }
    return Math.round(sum);
  }

  /** The weighted sums of counts, rounded once. */
  static long[] counts(long[][] parts, double[] factors) {
    long[] counts = new long[parts[0].length];
    for (int bin = 0; bin < counts.length; bin++) {
      double sum = 0;
      for (int i = 0; i < factors.length; i++) {
        sum += factors[i] * parts[i][bin];
      }
      counts[bin] = Math.round(sum);
    }
    return counts;
  }
}
