package io.driftloop.signals.drift;

import io.driftloop.signals.stats.LogFactorial;
import java.util.Arrays;

/** The exact law of a statistic where few windows are possible: each is looked at. */
final class EnumeratedLaw implements NullLaw {
  static final int MAX_OUTCOMES = 10_000;

  /** Two values this close relative to their size are one value and a rounding error. */
  private static final double ROUNDING = 1e-9;

  private final BinTerm term;
  private final double n;
  private final double m;
  private final long[] bins;
  private final long[] after;
  private final double logTables;
  private double[][] outcomes = new double[64][];
  private int size;

  EnumeratedLaw(BinTerm term, PooledCounts pooled) {
    this.term = term;
    n = pooled.n;
    m = pooled.m;
    bins = new long[pooled.bins()];
    after = new long[bins.length];
    for (int group = 0, bin = 0; group < pooled.counts.length; group++) {
      Arrays.fill(bins, bin, bin + pooled.multiplicity[group], pooled.counts[group]);
      bin += pooled.multiplicity[group];
    }
    for (int bin = bins.length - 2; bin >= 0; bin--) {
      after[bin] = after[bin + 1] + bins[bin + 1];
    }
    logTables = LogFactorial.choose(pooled.n + pooled.m, pooled.m);
    visit(0, pooled.m, 0, -logTables);
    Arrays.sort(outcomes, 0, size, (a, b) -> Double.compare(b[0], a[0]));
    for (int i = 1; i < size; i++) {
      outcomes[i][1] += outcomes[i - 1][1];
    }
  }

  private void visit(int bin, long left, double value, double logChance) {
    if (bin == bins.length) {
      if (size == outcomes.length) {
        outcomes = Arrays.copyOf(outcomes, 2 * size);
      }
      outcomes[size++] = new double[] {value, Math.exp(logChance)};
      return;
    }
    long most = Math.min(bins[bin], left);
    for (long w = Math.max(0, left - after[bin]); w <= most; w++) {
      double added = term.of(w / m, (bins[bin] - w) / n, m, n);
      visit(bin + 1, left - w, value + added, logChance + LogFactorial.choose(bins[bin], w));
    }
  }

  @Override
  public double tail(double value) {
    double least = value - ROUNDING * (1 + Math.abs(value));
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) / 2;
      if (outcomes[middle][0] >= least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : Math.min(1, outcomes[low - 1][1]);
  }

  @Override
  public double quantile(double alpha) {
    int first = 0;
    while (first < size - 1 && tail(outcomes[first][0]) <= alpha) {
      first++;
    }
    return outcomes[first][0];
  }
}
