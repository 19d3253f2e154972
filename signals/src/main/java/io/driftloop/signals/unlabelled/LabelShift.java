package io.driftloop.signals.unlabelled;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * How often each class really occurs in a window without labels, by black-box shift estimation
 * (Lipton, Wang, Smola 2018): the reference's confusion matrix C says how true classes become
 * predicted ones, so the weights w that explain the window's predicted shares q solve C·w = q. They
 * are found by the regularised least squares of Azizzadenesheli, Liu, Yang and Anandkumar (2019), w
 * = 1 + argmin ‖C·θ − (q − C·1)‖² + λ‖θ‖², where λ is the noise of one share, (1/n + 1/N) ÷
 * classes: it vanishes with the rows, and holds back only directions that the classifier cannot
 * tell apart. Rests on label shift: classes look as they did, only their frequencies changed. Where
 * that is false the estimate is, too, without a sign of it.
 *
 * @param priors estimated shares of the true classes, together 1
 * @param standardErrors their standard errors; large where the classifier confuses classes
 * @param weights priors over those of the reference, 0 or more; 1 for a class that the reference
 *     has no row of, about which nothing can be said
 * @param change whether the priors changed: under label shift they did if the predicted classes'
 *     histogram did, so its two-sample chi-squared statistic (against the reference's held-back
 *     predictions) is the value, and its degrees of freedom, the mean without change, the reference
 */
public record LabelShift(
    double[] priors, double[] standardErrors, double[] weights, Comparison change) {

  /** The most classes; the solution takes classes³ steps. */
  public static final int MAX_CLASSES = 500;

  /**
   * Estimates the priors of a window.
   *
   * @param confusion counts of held-back rows of the reference by predicted class, then true class
   * @param window predicted classes of the window, one count a class
   */
  public static LabelShift estimate(long[][] confusion, long[] window, double alpha) {
    double n = Math.max(1, total(confusion));
    double m = Math.max(1, LongStream.of(window).sum());
    return estimate(confusion, window, alpha, (1 / n + 1 / m) / Math.max(1, window.length));
  }

  /**
   * Whether predicted classes, and so under label shift the priors, changed from those that are
   * expected; for who expects others than those of the held-back rows, such as a season's.
   */
  public static Comparison change(long[] expected, long[] window, double alpha) {
    Comparison.checkAlpha(alpha);
    return ClassHistograms.compare(expected, window, alpha);
  }

  static LabelShift estimate(long[][] confusion, long[] window, double alpha, double ridge) {
    Comparison.checkAlpha(alpha);
    check(confusion, window);
    int classes = window.length;
    long[] predicted =
        Arrays.stream(confusion).mapToLong(row -> LongStream.of(row).sum()).toArray();
    Comparison change = ClassHistograms.compare(predicted, window, alpha);
    double n = Math.max(1, total(confusion));
    double[] source = new double[classes];
    double[][] joint = new double[classes][classes];
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        joint[i][j] = confusion[i][j] / n;
        source[j] += joint[i][j];
      }
    }
    if (change.sampleCount() == 0 || change.referenceCount() == 0) {
      return new LabelShift(source, new double[classes], ones(classes), change);
    }
    double[] shares = new double[classes];
    for (int i = 0; i < classes; i++) {
      shares[i] = window[i] / (double) change.sampleCount();
    }
    LabelShiftSolver solver = new LabelShiftSolver(joint, source, ridge);
    double[] weights = solver.weights(shares);
    double[] priors = priors(weights, source);
    double[] errors =
        solver.standardErrors(shares, priors, change.sampleCount(), change.referenceCount());
    return new LabelShift(priors, errors, weights, change);
  }

  /** Scales the weights so that the priors add up to 1, and gives these. */
  private static double[] priors(double[] weights, double[] source) {
    double sum = 0;
    double[] priors = new double[source.length];
    for (int i = 0; i < priors.length; i++) {
      priors[i] = weights[i] * source[i];
      sum += priors[i];
    }
    for (int i = 0; i < priors.length && sum > 0; i++) {
      priors[i] /= sum;
      weights[i] = source[i] > 0 ? priors[i] / source[i] : 1;
    }
    return sum > 0 ? priors : source.clone();
  }

  private static double[] ones(int classes) {
    double[] ones = new double[classes];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static long total(long[][] confusion) {
    return Arrays.stream(confusion).flatMapToLong(LongStream::of).sum();
  }

  private static void check(long[][] confusion, long[] window) {
    if (window.length < 1 || window.length > MAX_CLASSES || confusion.length != window.length) {
      throw new IllegalArgumentException(
          "%d predicted classes, expected %d".formatted(confusion.length, window.length));
    }
    for (long[] row : confusion) {
      if (row.length != window.length || LongStream.of(row).anyMatch(count -> count < 0)) {
        throw new IllegalArgumentException("a confusion matrix is square, its counts 0 or more");
      }
    }
  }
}
