package io.driftloop.jobs.labels;

import io.driftloop.signals.profile.Scores;
import org.apache.flink.api.java.tuple.Tuple3;

/** Whether a prediction was wrong: all that detectors are told. A Flink POJO. */
public final class ErrorRow {
  public String id;
  public String model;
  public String version;
  public String variant;
  public long knownAt;
  public boolean wrong;

  static ErrorRow of(JoinedOutcome outcome) {
    ErrorRow row = new ErrorRow();
    row.id = outcome.id;
    row.model = outcome.model;
    row.version = outcome.version;
    row.variant = outcome.variant;
    row.knownAt = outcome.countedAt;
    row.wrong = Scores.top(outcome.scores) != outcome.label;
    return row;
  }

  Tuple3<String, String, String> key() {
    return Tuple3.of(model, version, variant);
  }
}
