package io.driftloop.signals.stats;

/**
 * The natural logarithm to 1e-13, for sums over all rows: by a table of 128 steps between powers of
 * two and five terms of the series from the step below (Tang 1990), without a call or a division,
 * and products that do not wait for each other.
 */
public final class Logarithm {
  private static final int STEP_BITS = 7;
  private static final int STEPS = 1 << STEP_BITS;
  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;

  /** The exponent bits of 1. */
  private static final int BIAS = 1023;

  /** From here on, sign and exponent bits are those of no finite number above 0. */
  private static final int NOT_FINITE = 2047;

  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final double LOG_2 = Math.log(2);
  private static final double[] LOGS = new double[STEPS];
  private static final double[] INVERSES = new double[STEPS];

  static {
    for (int i = 0; i < STEPS; i++) {
      INVERSES[i] = 1 / (1 + (double) i / STEPS);
      LOGS[i] = -Math.log(INVERSES[i]);
    }
  }

  private Logarithm() {}

  /**
   * The logarithm of a number.
   *
   * @param x any; what is not a normal number above 0 goes to {@link Math#log}
   */
  public static double of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> MANTISSA_BITS);
    if (exponent == 0 || exponent >= NOT_FINITE) {
      return Math.log(x);
    }
    double mantissa = Double.longBitsToDouble((bits & MANTISSA) | ONE);
    int step = (int) (bits >>> (MANTISSA_BITS - STEP_BITS)) & (STEPS - 1);
    double r = mantissa * INVERSES[step] - 1;
    double square = r * r;
    double series = r + square * (-1.0 / 2 + r * (1.0 / 3) + square * (-1.0 / 4 + r * (1.0 / 5)));
    return (exponent - BIAS) * LOG_2 + LOGS[step] + series;
  }
}
