package io.driftloop.signals.slices;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Whether a slice's error could be chance, were errors dealt out to rows at random: exactly, by the
 * hypergeometric law, where every error is 0 or 1; otherwise at most, by the inequality of
 * Bernstein, which holds for dealing without replacement too (Hoeffding 1963). The search has
 * looked at many slices, so the chance is multiplied by the number of all that the supports allow
 * (Bonferroni). Those that bounds have spared a count are among them: which ones they are depends
 * on the errors.
 *
 * @param misses errors of 1 where all are 0 or 1; −1 otherwise
 * @param mean mean error, where the largest is 1
 * @param variance variance of the errors
 * @param family slices that could have been found
 */
record SliceChance(int rows, int misses, double mean, double variance, double family) {

  /** A test for errors of at most 1. */
  static SliceChance of(double[] errors, double family) {
    boolean binary = DoubleStream.of(errors).allMatch(error -> error == 0 || error == 1);
    double mean = DoubleStream.of(errors).sum() / errors.length;
    double squares = DoubleStream.of(errors).map(e -> (e - mean) * (e - mean)).sum();
    int misses = binary ? (int) Math.round(mean * errors.length) : -1;
    return new SliceChance(errors.length, misses, mean, squares / errors.length, family);
  }

  /**
   * Slices of up to so many conditions on different features: elementary symmetric sums of the
   * features' numbers of conditions.
   */
  static double family(List<Predicate> predicates, int maximumLevel) {
    int features = predicates.stream().mapToInt(Predicate::feature).max().orElse(-1) + 1;
    double[] conditions = new double[features];
    predicates.forEach(predicate -> conditions[predicate.feature()]++);
    double[] slices = new double[Math.min(maximumLevel, features) + 1];
    slices[0] = 1;
    for (double choices : conditions) {
      for (int level = slices.length - 1; level > 0; level--) {
        slices[level] += choices * slices[level - 1];
      }
    }
    return Arrays.stream(slices).sum() - 1;
  }

  /** The corrected chance of so large a sum of errors, at most 1. */
  double pValue(int support, double error) {
    return Math.min(1, family * chance(support, error));
  }

  private double chance(int support, double error) {
    if (misses >= 0) {
      return HypergeometricDistribution.of(rows, misses, support)
          .survivalProbability((int) Math.round(error) - 1);
    }
    double excess = error - support * mean;
    if (excess <= 0) {
      return 1;
    }
    return Math.exp(-excess * excess / (2 * (support * variance + (1 - mean) * excess / 3)));
  }
}
