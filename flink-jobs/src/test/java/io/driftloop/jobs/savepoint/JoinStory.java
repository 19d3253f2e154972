package io.driftloop.jobs.savepoint;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Before the savepoint a window of labels is closed and the next is open; some predictions are
 * labelled, others wait for their label, and labels wait for theirs.
 */
final class JoinStory extends Story {
  static final int WINDOW = 1000;
  static final int LABELLED = 300;
  static final int WAITING_PREDICTIONS = 100;
  static final int WAITING_LABELS = 50;

  /** Labelled in the first window; the rest is in the second. */
  static final int CLOSED = 200;

  private static final int STEP = 5;
  private static final int LABELS_WAIT_AT = 1900;

  final CollectingSink<TrainingExample> examples = new CollectingSink<>();
  final CollectingSink<Signal> signals = new CollectingSink<>();
  final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Override
  String job() {
    return LabelJoinJob.NAME;
  }

  @Override
  Map<String, String> options() {
    return Map.of("window", WINDOW + "ms");
  }

  @Override
  void build(Inputs inputs, Options options) {
    LabelJoinJob.build(
        new LabelJoinJob.Sources(
            inputs.rows("join-in", RecordKinds.PREDICTIONS, predictions(), predictionsAfter()),
            inputs.rows("join-labels", RecordKinds.LABELS, labels(), labelsAfter()),
            FakeModels::catalog),
        new LabelJoinJob.Sinks(examples, signals, deadLetters),
        options);
  }

  private static List<PredictionRow> predictions() {
    List<PredictionRow> rows = new ArrayList<>();
    for (int i = 0; i < LABELLED + WAITING_PREDICTIONS; i++) {
      rows.add(Rows.prediction("r" + i, i * STEP, "v2"));
      rows.add(Rows.shadow("r" + i, i * STEP, "v1"));
    }
    return rows;
  }

  private static List<LabelRow> labels() {
    List<LabelRow> rows = new ArrayList<>();
    for (int i = 0; i < LABELLED; i++) {
      rows.add(Rows.label("r" + i, i % 5 == 0 ? "down" : "up", i * STEP));
    }
    for (int i = 0; i < WAITING_LABELS; i++) {
      rows.add(Rows.label("w" + i, "up", LABELS_WAIT_AT));
    }
    return rows;
  }

  private static List<PredictionRow> predictionsAfter() {
    List<PredictionRow> rows = new ArrayList<>();
    for (int i = 0; i < WAITING_LABELS; i++) {
      rows.add(Rows.prediction("w" + i, LABELS_WAIT_AT, "v2"));
    }
    return rows;
  }

  /** Labels of those that wait; and of those that do not, the same again and a correction. */
  private static List<LabelRow> labelsAfter() {
    List<LabelRow> rows = new ArrayList<>();
    for (int i = LABELLED; i < LABELLED + WAITING_PREDICTIONS; i++) {
      rows.add(Rows.label("r" + i, i % 5 == 0 ? "down" : "up", 1995));
    }
    for (int i = 1; i < LABELLED; i++) {
      rows.add(Rows.label("r" + i, i % 5 == 0 ? "down" : "up", 1996));
    }
    rows.add(Rows.label("r0", "up", 1997));
    return rows;
  }

  @Override
  boolean told() {
    return signals.records().stream()
            .filter(signal -> signal.getKind().equals("window-evaluated"))
            .count()
        == 2;
  }
}
