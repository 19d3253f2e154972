package io.driftloop.signals.stats;

/**
 * How many of a window's rows are marked when rows of a window and a reference, some marked, are
 * dealt out by chance: the law behind exact tests of two counts (Fisher 1935).
 */
public final class Hypergeometric {
  /** Terms this much smaller than the largest add nothing that a double can hold. */
  private static final double NEGLIGIBLE = 1e-18;

  private final long marked;
  private final long rows;
  private final long drawn;
  private final double logTables;

  /**
   * @param rows rows of both sides
   * @param marked marked rows of both sides, 0 to rows
   * @param drawn rows of the window, 0 to rows
   */
  public Hypergeometric(long rows, long marked, long drawn) {
    if (marked < 0 || drawn < 0 || marked > rows || drawn > rows) {
      throw new IllegalArgumentException(
          "no table has " + rows + " rows, " + marked + " marked and " + drawn + " drawn");
    }
    this.rows = rows;
    this.marked = marked;
    this.drawn = drawn;
    logTables = LogFactorial.choose(rows, drawn);
  }

  public long smallest() {
    return Math.max(0, drawn - (rows - marked));
  }

  public long largest() {
    return Math.min(marked, drawn);
  }

  /** The chance of exactly so many marked rows in the window. */
  public double chance(long count) {
    if (count < smallest() || count > largest()) {
      return 0;
    }
    return Math.exp(
        LogFactorial.choose(marked, count)
            + LogFactorial.choose(rows - marked, drawn - count)
            - logTables);
  }

  /** The chance of so many or more. */
  public double atLeast(long count) {
    long from = Math.max(count, smallest());
    double mean = (double) drawn * marked / Math.max(1, rows);
    return from < mean ? Math.max(0, 1 - downFrom(from - 1)) : upFrom(from);
  }

  /** The chance of so many or fewer. */
  public double atMost(long count) {
    long from = Math.min(count, largest());
    double mean = (double) drawn * marked / Math.max(1, rows);
    return from > mean ? Math.max(0, 1 - upFrom(from + 1)) : downFrom(from);
  }

  private double upFrom(long from) {
    double sum = 0;
    double term = chance(from);
    for (long k = from; k <= largest() && term > NEGLIGIBLE * sum; k++) {
      sum += term;
      term *= (double) (marked - k) / (k + 1) * (drawn - k) / (rows - marked - drawn + k + 1);
    }
    return Math.min(1, sum);
  }

  private double downFrom(long from) {
    double sum = 0;
    double term = chance(from);
    for (long k = from; k >= smallest() && term > NEGLIGIBLE * sum; k--) {
      sum += term;
      term *= (double) k / (marked - k + 1) * (rows - marked - drawn + k) / (drawn - k + 1);
    }
    return Math.min(1, sum);
  }
}
