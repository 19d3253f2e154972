package io.driftloop.jobs.labels;

import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.signals.monitor.Outcome;
import java.util.Map;

/** How one version's scores met a label. A Flink POJO; its event time is {@link #countedAt}. */
public final class JoinedOutcome {
  /** In place of a label: there was none before. */
  static final int NONE = -1;

  public String id;
  public String model;
  public String version;
  public String variant;
  public float[] scores;

  /** Empty where they were not kept. */
  public float[] features;

  public Map<String, String> segments;

  /** Index of the label's class. */
  public int label;

  /** Index of the label that this one corrects; {@link #NONE} where it is the first. */
  public int before = NONE;

  /** How often the label was corrected. */
  public int revision;

  /** When the first label became known, in milliseconds since 1970-01-01T00:00Z. */
  public long countedAt;

  static JoinedOutcome of(
      Variant variant, OpenPrediction prediction, LabelRow label, int labelIndex, long countedAt) {
    JoinedOutcome outcome = new JoinedOutcome();
    outcome.id = label.id;
    outcome.model = label.model;
    outcome.version = prediction.version;
    outcome.variant = variant.name();
    outcome.scores = prediction.scores;
    outcome.features = prediction.features;
    outcome.segments = prediction.segments;
    outcome.label = labelIndex;
    outcome.countedAt = countedAt;
    return outcome;
  }

  /** The same, in place of another label. */
  JoinedOutcome correcting(int before, int revision) {
    this.before = before;
    this.revision = revision;
    return this;
  }

  Outcome outcome() {
    return new Outcome(id, scores, label, segments, features);
  }
}
