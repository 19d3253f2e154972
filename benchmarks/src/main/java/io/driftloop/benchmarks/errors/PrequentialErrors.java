package io.driftloop.benchmarks.errors;

import io.driftloop.benchmarks.errors.ErrorStream.Drift;
import io.driftloop.benchmarks.streams.LabelledStream;
import java.util.List;

/** The mistakes on a real stream of a classifier that is asked for each row, then taught it. */
final class PrequentialErrors {
  private PrequentialErrors() {}

  static ErrorStream of(LabelledStream stream) {
    NaiveBayes classifier = new NaiveBayes(stream.columns().size(), stream.classes().size());
    boolean[] errors = new boolean[stream.size()];
    for (int row = 0; row < errors.length; row++) {
      float[] features = stream.rows()[row];
      int label = stream.labels()[row];
      errors[row] = classifier.predict(features) != label;
      classifier.learn(features, label);
    }
    List<Drift> drifts = stream.drifts().stream().map(row -> new Drift(row, row)).toList();
    return new ErrorStream(stream.name(), errors, drifts, !drifts.isEmpty());
  }
}
