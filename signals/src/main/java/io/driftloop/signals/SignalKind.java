package io.driftloop.signals;

import java.util.Arrays;
import java.util.Locale;

/** What can be measured of a window. The wire names are a contract with readers of signals. */
public enum SignalKind {
  /**
   * Evidence that a feature's values are distributed otherwise than the reference's: the negative
   * decimal logarithm of the p-value of the test that decides on drift.
   */
  DRIFT,
  /** G statistic of a feature's histogram. */
  G,
  /** Population stability index of a feature. */
  PSI,
  /** Kullback–Leibler divergence of a feature from the reference, in nats. */
  KL,
  /** Jensen–Shannon distance, base 2, of a feature. */
  JENSEN_SHANNON,
  /** Hellinger distance of a feature. */
  HELLINGER,
  /** Total variation distance of a feature. */
  TOTAL_VARIATION,
  /** Largest difference of a bin's share. */
  L_INFINITY,
  /** Pearson's chi-squared statistic of a feature. */
  CHI_SQUARED,
  /** Kolmogorov–Smirnov distance of a number, over the reference's bins. */
  KOLMOGOROV_SMIRNOV,
  /** Wasserstein-1 distance of a number, in bins of the reference. */
  WASSERSTEIN,
  /** Share of missing values of a feature. */
  MISSING_RATE,
  /** Share of values of a categorical feature that the training data did not have. */
  UNSEEN_RATE,
  /** Share of values of a number outside of what the training data had. */
  RANGE_RATE,
  /** Share of values of a number beyond the outer fences of the training data. */
  OUTLIER_RATE,
  /** Kolmogorov–Smirnov distance of a number, over its quantiles rather than bins. */
  QUANTILES,
  /** Number of different categories, estimated; a figure without a verdict. */
  DISTINCT,
  /** Largest standardised change of the rank correlation of two numbers. */
  CORRELATION_SHIFT,
  /** Squared maximum mean discrepancy of all features together. */
  MMD,
  /** Jensen–Shannon distance, base 2, of the predicted classes against the reference. */
  PREDICTION_DRIFT,
  /** Mean of the highest class probability; too low or too high is a collapse. */
  CONFIDENCE,
  /** Mean lead of the highest class probability over the second. */
  MARGIN,
  /** Mean entropy of the class probabilities as a share of its maximum, 0 to 1. */
  ENTROPY,
  /** Entropy of the predicted classes, in nats; too low is a class collapse. */
  CLASS_ENTROPY,
  /** Share of rows whose highest class probability is as low as few of the reference. */
  OOD_RATE,
  /** Chi-squared statistic of a change of the true classes, as the confusion matrix explains it. */
  LABEL_SHIFT,
  /** Accuracy expected before labels come; blind to concept drift. */
  ESTIMATED_ACCURACY,
  /** Log-loss expected before labels come; blind to concept drift. */
  ESTIMATED_LOG_LOSS,
  /** What 99 of 100 answers did not exceed, in milliseconds from the request to its scores. */
  LATENCY,
  /**
   * Time by the clock from a window's end to its measurement, in seconds; its subject is the source
   * of what was measured, data or labels.
   */
  LAG,
  /** Share of rows whose highest class probability is the label's. */
  ACCURACY,
  /** Mean negative natural logarithm of the label's probability. */
  LOG_LOSS,
  /** Share of the rows predicted as a class that are it. */
  PRECISION,
  /** Share of the rows of a class that are predicted as it. */
  RECALL,
  /** Harmonic mean of a class's precision and recall. */
  F1,
  /** Mean of the classes' F1. */
  MACRO_F1,
  /** Area under the ROC curve of a class against all others. */
  AUC,
  /** Mean squared distance of the class probabilities from the label, 0 to 2. */
  BRIER,
  /** Mean distance of a class's score and frequency, over groups of equal counts. */
  CALIBRATION_ERROR,
  /** Rao's score statistic of classes whose scores no longer meet their shares among the labels. */
  CALIBRATION_SHIFT,
  /** Difference of the shares with the favoured prediction, of a group and the largest one. */
  DEMOGRAPHIC_PARITY,
  /** Ratio of the shares with the favoured prediction, of a group and the largest one. */
  DISPARATE_IMPACT,
  /** Difference of the true positive rates, of a group and the largest one. */
  EQUAL_OPPORTUNITY,
  /** Error rate of the slice of rows that is worst, over that of all rows. */
  WORST_SLICE,
  /** Error rate since a detector's last change, where it has found another. */
  ERROR_STREAM,
  /** Evidence of an e-detector that the error rate has exceeded its limit. */
  RISK,
  /** Share of predictions that got a label in time. */
  LABEL_COVERAGE,
  /** Jensen–Shannon distance, base 2, of the predictions with a label from those without. */
  LABEL_BIAS,
  /** Share of a segment's labels that a later label of the same row contradicted. */
  LABEL_DISAGREEMENT,
  /** Not a measurement: comes last for a window, to say that all its signals are out. */
  WINDOW_EVALUATED;

  /** Whether the kind is measured where labels have come; of no other source then. */
  public boolean fromLabels() {
    return compareTo(ACCURACY) >= 0 && this != WINDOW_EVALUATED;
  }

  /** Whether the kind says how large a drift is, and shares the verdict and p-value of DRIFT. */
  public boolean describesDrift() {
    return compareTo(DRIFT) > 0 && compareTo(MISSING_RATE) < 0;
  }

  /** The name in records and configuration: lower case, with hyphens. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind with a wire name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static SignalKind ofWireName(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no signal kind is called " + name));
  }
}
