package io.driftloop.signals.drift;

/**
 * Maximum mean discrepancy (Gretton et al. 2012) of rows as a whole, through random Fourier
 * features (Rahimi, Recht 2007): the squared distance of their means, which sees what no single
 * feature shows. Means and covariances merge; raw rows are not needed.
 */
public final class MeanDiscrepancy {
  private MeanDiscrepancy() {}

  /**
   * The score: value is the unbiased estimate of the squared discrepancy in the features' own
   * scale, below 0 about as often as above where nothing has changed. Under no drift the squared
   * distance of means is a sum of squared normal variables, weighted by the covariance's
   * eigenvalues.
   *
   * @param reference mean of each random feature over the reference's {@code n} rows
   * @param window the same over the window's {@code m} rows
   * @param spectrum of the covariance of the random features between rows of the reference, or of
   *     both sides about their own means
   */
  public static DriftScore score(
      double[] reference,
      long n,
      double[] window,
      long m,
      Spectrum spectrum,
      double alpha,
      long minimumCount) {
    HistogramDrift.checkLevel(alpha);
    int size = reference.length;
    if (window.length != size) {
      throw new IllegalArgumentException("means are not of the same features");
    }
    double precision = 1.0 / Math.max(1, n) + 1.0 / Math.max(1, m);
    double distance = 0;
    for (int i = 0; i < size; i++) {
      distance += (reference[i] - window[i]) * (reference[i] - window[i]);
    }
    double expected = spectrum.trace() * precision;
    double value = distance - expected;
    if (Math.min(n, m) < Math.max(1, minimumCount) || !(expected > 0)) {
      return DriftScore.unjudged(DriftMethod.MMD, value, n, m);
    }
    return new DriftScore(
        DriftMethod.MMD,
        value,
        n,
        m,
        spectrum.quantile(alpha) * precision - expected,
        spectrum.tail(distance / precision));
  }
}
