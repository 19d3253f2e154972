package io.driftloop.signals.slices;

/**
 * The score of Sagadeeva and Boehm (2021), α·((se/ss)/ē − 1) − (1 − α)·(n/ss − 1), for a slice of
 * ss rows with errors that add up to se, among n rows of mean error ē.
 */
record SliceScore(double alpha, int minimumSupport, int rows, double meanError) {
  /** Keeps rounding from putting a bound below the score that it bounds. */
  private static final double SLACK = 1e-9;

  /** Whether a score is above 0, which is that of all rows together, by more than rounding. */
  static boolean counts(double score) {
    return score > 1e-12;
  }

  double of(double support, double error) {
    return alpha * (error / support / meanError - 1) - (1 - alpha) * (rows / support - 1);
  }

  /**
   * The most that a slice can score which has at most these figures. The score rises with the size
   * as long as every row can have the largest error, and is monotone from there on, so that its
   * maximum lies at that bend or at an end.
   */
  double bound(double support, double error, double largest) {
    double bend =
        largest > 0 ? Math.min(support, Math.max(minimumSupport, error / largest)) : support;
    double best =
        Math.max(
            of(minimumSupport, Math.min(error, minimumSupport * largest)),
            Math.max(
                of(bend, Math.min(error, bend * largest)),
                of(support, Math.min(error, support * largest))));
    return best + SLACK * (1 + Math.abs(best));
  }
}
