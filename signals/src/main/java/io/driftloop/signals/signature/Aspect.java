package io.driftloop.signals.signature;

/** Which side of a model a kind of signal speaks of, by the kind's wire name. */
public enum Aspect {
  /** What comes in: features, missing values, out-of-distribution rows. */
  INPUT,
  /** What goes out: scores and predicted classes. */
  OUTPUT,
  /** Quality as labels show it. */
  MEASURED_RISK,
  /** Quality as it is estimated without labels. */
  ESTIMATED_RISK,
  /** Time, coverage, fairness and whatever else is no property of data or model. */
  OPERATION;

  /**
   * The aspect of a kind; an unknown kind is taken as one of the inputs, which never page alone.
   */
  public static Aspect of(String kind) {
    return switch (kind) {
      case "accuracy",
          "log-loss",
          "precision",
          "recall",
          "f1",
          "macro-f1",
          "auc",
          "brier",
          "calibration-error",
          "calibration-shift",
          "error-rate",
          "error-stream",
          "worst-slice",
          "risk" ->
          MEASURED_RISK;
      case "estimated-accuracy", "estimated-log-loss", "estimated-auc" -> ESTIMATED_RISK;
      case "prediction-drift", "confidence", "entropy", "margin", "class-entropy", "label-shift" ->
          OUTPUT;
      case "latency",
          "lag",
          "label-coverage",
          "label-bias",
          "label-disagreement",
          "demographic-parity",
          "disparate-impact",
          "equal-opportunity",
          "window-evaluated" ->
          OPERATION;
      default -> INPUT;
    };
  }
}
