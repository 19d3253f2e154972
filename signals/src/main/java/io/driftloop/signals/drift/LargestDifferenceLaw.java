package io.driftloop.signals.drift;

import io.driftloop.signals.stats.Hypergeometric;

/**
 * A bound on the law of the largest |p − q| of any bin: the sum of the bins' exact chances, which
 * in the tail is all but equal to the chance of any (Bonferroni 1936).
 */
final class LargestDifferenceLaw implements NullLaw {
  private static final double ROUNDING = 1e-12;

  private final PooledCounts pooled;

  LargestDifferenceLaw(PooledCounts pooled) {
    this.pooled = pooled;
  }

  @Override
  public double tail(double value) {
    double least = value - ROUNDING;
    if (least <= 0) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i < pooled.counts.length; i++) {
      sum += pooled.multiplicity[i] * beyond(pooled.counts[i], least);
    }
    return Math.min(1, sum);
  }

  /** The chance that a bin's shares lie {@code difference} or more apart. */
  private double beyond(long count, double difference) {
    double rows = pooled.n + pooled.m;
    double mean = count * pooled.windowShare();
    // w/m - (count - w)/n grows by 1/m + 1/n = rows/(m·n) with each row of the window.
    double distance = difference * pooled.m * ((double) pooled.n / rows);
    Hypergeometric law = new Hypergeometric(pooled.n + pooled.m, count, pooled.m);
    double above = mean + distance > count ? 0 : law.atLeast((long) Math.ceil(mean + distance));
    double below = mean - distance < 0 ? 0 : law.atMost((long) Math.floor(mean - distance));
    return above + below;
  }

  @Override
  public double quantile(double alpha) {
    return tail(1) > alpha ? 1 : NullLaw.search(this::tail, alpha, 0, 1);
  }
}
