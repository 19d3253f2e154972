package io.driftloop.benchmarks.drift;

/** A range that holds a true share with 95 % confidence. */
record Interval(double from, double to) {
  private static final double Z = 1.959963984540054;

  /** The score interval of a share (Wilson 1927). */
  static Interval wilson(int hits, int trials) {
    double share = hits / (double) trials;
    double correction = Z * Z / trials;
    double middle = (share + correction / 2) / (1 + correction);
    double half =
        Z * Math.sqrt(share * (1 - share) / trials + correction / (4 * trials)) / (1 + correction);
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }
}
