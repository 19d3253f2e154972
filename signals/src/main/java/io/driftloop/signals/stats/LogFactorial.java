package io.driftloop.signals.stats;

/**
 * Logarithms of factorials and binomial coefficients, which exact tests of counts take by the
 * thousand: a table for small numbers and Stirling's series (Robbins 1955) for the others.
 */
public final class LogFactorial {
  private static final double[] TABLE = table(256);
  private static final double HALF_LOG_TAU = 0.5 * Math.log(2 * Math.PI);

  private LogFactorial() {}

  private static double[] table(int size) {
    double[] logs = new double[size];
    for (int i = 2; i < size; i++) {
      logs[i] = logs[i - 1] + Math.log(i);
    }
    return logs;
  }

  /** The natural logarithm of {@code k!} for k of 0 or more. */
  public static double of(long k) {
    if (k < TABLE.length) {
      return TABLE[(int) k];
    }
    double inverse = 1.0 / k;
    double series = inverse / 12 * (1 - inverse * inverse / 30);
    return (k + 0.5) * Math.log(k) - k + HALF_LOG_TAU + series;
  }

  /** The natural logarithm of {@code n} over {@code k}, for k of 0 to n. */
  public static double choose(long n, long k) {
    return of(n) - of(k) - of(n - k);
  }
}
