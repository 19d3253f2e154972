package io.driftloop.signals.drift;

import java.util.function.DoubleUnaryOperator;

/**
 * The law of a statistic when window and reference come from one distribution, given what falls
 * into each bin on both sides together. Given those counts the law knows no unknown shares, and so
 * it holds for small counts, many bins and very unequal ones (Fisher 1935).
 */
interface NullLaw {
  /** The chance of a statistic of {@code value} or more. */
  double tail(double value);

  /** The value that the statistic exceeds with a chance of {@code alpha} at most. */
  double quantile(double alpha);

  static NullLaw of(BinTerm term, PooledCounts pooled) {
    if (pooled.outcomes() <= EnumeratedLaw.MAX_OUTCOMES) {
      return new EnumeratedLaw(term, pooled);
    }
    return term == BinTerm.G ? new SaddlepointLaw(term, pooled) : new ChernoffLaw(term, pooled);
  }

  /** Where a falling tail comes down to {@code alpha}, from a bracket that is widened upwards. */
  static double search(DoubleUnaryOperator tail, double alpha, double from, double to) {
    double low = from;
    double high = to;
    while (tail.applyAsDouble(high) > alpha) {
      low = high;
      high *= 1.5;
    }
    while (high - low > 1e-6 * high) {
      double middle = (low + high) / 2;
      if (tail.applyAsDouble(middle) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
