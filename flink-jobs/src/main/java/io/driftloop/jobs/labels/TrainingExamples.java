package io.driftloop.jobs.labels;

import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.row.LabelRow;
import java.util.ArrayList;
import java.util.List;

/** Makes training examples of what the join holds. */
final class TrainingExamples {
  private TrainingExamples() {}

  static TrainingExample of(OpenPrediction prediction, LabelRow label, int revision) {
    return TrainingExample.newBuilder()
        .setId(label.id)
        .setModel(label.model)
        .setModelVersion(prediction.version)
        .setEventTime(prediction.eventTime)
        .setKnownAt(label.knownAt)
        .setFeatures(boxed(prediction.features))
        .setSegments(prediction.segments)
        .setScores(boxed(prediction.scores))
        .setLabel(label.label)
        .setRevision(revision)
        .build();
  }

  private static List<Float> boxed(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
