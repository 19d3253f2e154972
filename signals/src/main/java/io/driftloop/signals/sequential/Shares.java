package io.driftloop.signals.sequential;

/**
 * Sequences that sum to at most 1 and fall with age: how a budget is spread over an endless future.
 */
final class Shares {
  private Shares() {}

  /** {@code log(max(n, 2)) / (n exp √log n)}, scaled (Javanmard and Montanari 2018). */
  static double slow(long age) {
    double log = Math.log(age);
    return 0.07720838 * Math.max(log, Math.log(2)) / (age * Math.exp(Math.sqrt(log)));
  }

  /** {@code n^−1.6}, scaled: what SAFFRON's authors (2018) found best. */
  static double power(long age) {
    return 0.4374901658 * Math.pow(age, -1.6);
  }
}
