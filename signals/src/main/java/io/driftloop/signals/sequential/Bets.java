package io.driftloop.signals.sequential;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A fixed grid of bets that the mean of values in [0, 1] lies outside an interval. A bet's wealth
 * is multiplied by {@code 1 + stake (value − bound)} at each value: as long as the conditional mean
 * stays within the interval, no bet gains on average, whatever else the values do, and wealth is
 * therefore evidence (Waudby-Smith and Ramdas 2024). Which stake is best depends on how far the
 * mean has moved; averaging the wealth of a grid of them needs no guess and is just as valid.
 *
 * <p>A stake that is off by a factor of √2 still grows at five sixths of the best rate, so stakes
 * halve from one to the next. The largest risks half of its wealth on one value, the smallest is
 * the best one for an excess of about 0.0002.
 */
public final class Bets {
  private static final int A_SIDE = 12;
  private static final double SMALLEST_BOUND = 1e-12;

  private final double lower;
  private final double upper;
  private final double[] stakes;
  private final double[] bounds;

  private Bets(double lower, double upper) {
    if (!(lower >= 0 && lower <= upper && upper <= 1)) {
      throw new IllegalArgumentException("[%s, %s] is not within [0, 1]".formatted(lower, upper));
    }
    if (upper < SMALLEST_BOUND || 1 - lower < SMALLEST_BOUND) {
      throw new IllegalArgumentException(
          "[%s, %s] leaves no room to bet against".formatted(lower, upper));
    }
    this.lower = lower;
    this.upper = upper;
    int size = lower > 0 ? 2 * A_SIDE : A_SIDE;
    stakes = new double[size];
    bounds = new double[size];
    for (int i = 0; i < size; i++) {
      double risked = Math.scalb(1, -1 - i % A_SIDE);
      stakes[i] = i < A_SIDE ? risked / upper : -risked / (1 - lower);
      bounds[i] = i < A_SIDE ? upper : lower;
    }
  }

  /**
   * Bets that the mean exceeds a limit.
   *
   * @param limit above 0, at most 1; no bet can win against 1
   */
  public static Bets above(double limit) {
    return new Bets(0, limit);
  }

  /**
   * Bets in both directions, half of the money on each.
   *
   * @param lower what the mean should not fall below, 0 for no such bound
   * @param upper what the mean should not exceed
   */
  public static Bets outside(double lower, double upper) {
    return new Bets(lower, upper);
  }

  /** How many bets there are: what a process keeps a number each for. */
  public int size() {
    return stakes.length;
  }

  /** By what a bet's wealth is multiplied at a value, as a natural logarithm; always finite. */
  double logFactor(int bet, double value) {
    return Math.log1p(stakes[bet] * (value - bounds[bet]));
  }

  /** The logarithm of the mean of what the logarithms stand for, without overflow. */
  static double logMean(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum / logs.length);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(lower);
    out.writeDouble(upper);
  }

  static Bets read(DataInput in) throws IOException {
    try {
      return new Bets(in.readDouble(), in.readDouble());
    } catch (IllegalArgumentException e) {
      throw new IOException("bets are damaged: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bets bets && bets.lower == lower && bets.upper == upper;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(lower) * 31 + Double.hashCode(upper);
  }

  @Override
  public String toString() {
    return "bets outside [%s, %s]".formatted(lower, upper);
  }
}
