package io.driftloop.signals.drift;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * P-values of most healthy windows: where the law for many rows says that a p-value is far above
 * the level, the exact one, which takes a thousand times as long, would say nothing else. Only
 * where many rows are expected of every bin (Cochran 1954): of sparse bins the exact p-value can be
 * a hundred times smaller.
 */
final class FarAbove {
  /** How many times the level a p-value must be, at most... */
  private static final double TIMES = 50;

  /** ...and where any is far above. */
  private static final double SURELY_CHANCE = 0.2;

  /** Rows that each side must be expected to have in each bin. */
  private static final double FEWEST_EXPECTED = 5;

  private FarAbove() {}

  /** The p-value of {@link DriftMethod#G} (Wilks 1938), where it is far above the level. */
  static OptionalDouble g(double value, PooledCounts pooled, double level) {
    ChiSquaredDistribution law = ChiSquaredDistribution.of(pooled.bins() - 1);
    return where(law.survivalProbability(value), pooled, level);
  }

  /**
   * The p-value of {@link DriftMethod#KOLMOGOROV_SMIRNOV} by the first term of Kolmogorov's limit,
   * which ties make smaller, where it is far above the level.
   */
  static OptionalDouble kolmogorovSmirnov(double distance, PooledCounts pooled, double level) {
    double precision = 1.0 / pooled.n + 1.0 / pooled.m;
    return where(2 * Math.exp(-2 * distance * distance / precision), pooled, level);
  }

  private static OptionalDouble where(double pValue, PooledCounts pooled, double level) {
    double share = Math.min(pooled.windowShare(), 1 - pooled.windowShare());
    boolean many = pooled.counts[0] * share >= FEWEST_EXPECTED;
    return many && pValue > Math.min(SURELY_CHANCE, TIMES * level)
        ? OptionalDouble.of(Math.min(1, pValue))
        : OptionalDouble.empty();
  }
}
