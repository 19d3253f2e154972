package io.driftloop.signals.drift;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The eigenvalues of a covariance: all that the law of a squared distance of means takes from it. A
 * reference's are the same for every window, and take far longer to find than a window to compare,
 * so they are found once, and so is the quantile of a level. Safe to share between threads.
 */
public final class Spectrum {
  private final double trace;

  /** Null where nothing varies. */
  private final NullLaw law;

  private final Map<Double, Double> quantiles = Collections.synchronizedMap(new HashMap<>());

  private Spectrum(double trace, NullLaw law) {
    this.trace = trace;
    this.law = law;
  }

  /**
   * The spectrum of a covariance.
   *
   * @param covariance symmetric; all zeros gives a trace of 0
   */
  public static Spectrum of(double[][] covariance) {
    double trace = 0;
    for (int i = 0; i < covariance.length; i++) {
      trace += covariance[i][i];
    }
    double[] values = Eigenvalues.of(covariance);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
    return new Spectrum(trace, trace > 0 ? new QuadraticLaw(values) : null);
  }

  /** The sum of the eigenvalues, which is the mean of the law; 0 where there is none to ask. */
  double trace() {
    return trace;
  }

  /** The chance of {@code value} or more of squares of normal variables with these variances. */
  double tail(double value) {
    return law.tail(value);
  }

  /** What that sum exceeds with a chance of {@code alpha}. */
  double quantile(double alpha) {
    return quantiles.computeIfAbsent(alpha, law::quantile);
  }
}
