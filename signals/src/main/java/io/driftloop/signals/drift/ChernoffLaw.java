package io.driftloop.signals.drift;

/**
 * A bound from above on the law of any {@link BinTerm} where too many windows are possible to look
 * at each. Statistics other than {@link BinTerm#G} take large and lumpy values from rare counts of
 * single bins, which breaks approximations to either side; Chernoff's bound (1952) stays above.
 * Counts of a bin that are rarer than the tail in question would inflate it: they are left out, and
 * their chance is added. The price is a factor of some two to ten in the chance.
 */
final class ChernoffLaw implements NullLaw {
  private static final double LEAST = 1e-30;

  private final Tilt tilt;

  ChernoffLaw(BinTerm term, PooledCounts pooled) {
    tilt = new Tilt(new CumulantFunction(term, pooled));
  }

  @Override
  public double tail(double value) {
    if (value <= tilt.mean) {
      return 1;
    }
    double tail = 1;
    for (double chance = 1e-2; chance > LEAST; chance /= 100) {
      double next = bound(value, chance);
      if (next > tail) {
        break;
      }
      tail = next;
    }
    return tail;
  }

  private double bound(double value, double leftOut) {
    tilt.cumulants.leaveOut(leftOut);
    return Math.min(1, Math.exp(-tilt.solve(value)) + leftOut);
  }

  @Override
  public double quantile(double alpha) {
    return NullLaw.search(this::tail, alpha, tilt.mean, 2 * tilt.mean);
  }
}
