package io.driftloop.jobs.labels;

import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;

/** How one version's scores met a label. A Flink POJO; its event time is {@link #knownAt}. */
public final class JoinedOutcome {
  public String model;
  public String version;
  public String variant;
  public float[] scores;

  /** Index of the label's class. */
  public int label;

  /** When the label became known, in milliseconds since 1970-01-01T00:00Z. */
  public long knownAt;

  static JoinedOutcome of(
      Variant variant, OpenPrediction prediction, LabelRow label, int labelIndex) {
    JoinedOutcome outcome = new JoinedOutcome();
    outcome.model = label.model;
    outcome.version = prediction.version;
    outcome.variant = variant.name();
    outcome.scores = prediction.scores;
    outcome.label = labelIndex;
    outcome.knownAt = label.knownAt;
    return outcome;
  }
}
