package io.driftloop.signals.monitor;

import io.driftloop.signals.calibration.ResidualProfile;
import io.driftloop.signals.performance.BinaryScores;
import io.driftloop.signals.performance.ConfusionMatrix;
import io.driftloop.signals.profile.Scores;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Labelled predictions by class: labels by prediction, each class's scores by label, and residuals.
 */
final class ClassOutcomes {
  /** Models of more classes have no figures by class. */
  static final int MOST_CLASSES = 20;

  private static final int MAX_CLASSES = 1 << 20;

  private final int classes;
  private final Optional<ConfusionMatrix> confusion;
  private final List<BinaryScores> scores;
  private final Optional<ResidualProfile> residuals;

  private ClassOutcomes(
      int classes,
      Optional<ConfusionMatrix> confusion,
      List<BinaryScores> scores,
      Optional<ResidualProfile> residuals) {
    this.classes = classes;
    this.confusion = confusion;
    this.scores = scores;
    this.residuals = residuals;
  }

  /**
   * Without rows.
   *
   * @param classes of the model, at least 2
   */
  static ClassOutcomes empty(int classes) {
    if (classes < 2 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException("a model of %d classes".formatted(classes));
    }
    List<BinaryScores> scores = new ArrayList<>();
    for (int i = 0; i < scored(classes); i++) {
      scores.add(new BinaryScores());
    }
    return new ClassOutcomes(
        classes,
        classes > MOST_CLASSES ? Optional.empty() : Optional.of(new ConfusionMatrix(classes)),
        scores,
        classes > MOST_CLASSES ? Optional.empty() : Optional.of(new ResidualProfile(classes)));
  }

  /** Of two classes the second says it all. */
  private static int scored(int classes) {
    return classes == 2 ? 1 : classes > MOST_CLASSES ? 0 : classes;
  }

  void add(float[] probabilities, int label) {
    check(probabilities, label);
    confusion.ifPresent(matrix -> matrix.add(Scores.top(probabilities), label));
    residuals.ifPresent(kept -> kept.add(probabilities, label));
    for (int i = 0; i < scores.size(); i++) {
      scores.get(i).add(score(probabilities, i), label == category(i));
    }
  }

  void remove(float[] probabilities, int label) {
    check(probabilities, label);
    confusion.ifPresent(matrix -> matrix.remove(Scores.top(probabilities), label));
    residuals.ifPresent(kept -> kept.remove(probabilities, label));
    for (int i = 0; i < scores.size(); i++) {
      scores.get(i).remove(score(probabilities, i), label == category(i));
    }
  }

  private double score(float[] probabilities, int position) {
    return Math.min(1, Math.max(0, probabilities[category(position)]));
  }

  private void check(float[] probabilities, int label) {
    if (probabilities.length != classes || label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "%d scores and label %d of %d classes".formatted(probabilities.length, label, classes));
    }
  }

  void merge(ClassOutcomes other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException("outcomes of other classes do not merge");
    }
    confusion.ifPresent(matrix -> matrix.merge(other.confusion.orElseThrow()));
    residuals.ifPresent(kept -> kept.merge(other.residuals.orElseThrow()));
    for (int i = 0; i < scores.size(); i++) {
      scores.get(i).merge(other.scores.get(i));
    }
  }

  int classes() {
    return classes;
  }

  /** The index of the class that {@link #scores} has at a position. */
  int category(int position) {
    return classes == 2 ? 1 : position;
  }

  /** Labels by prediction; empty for more than {@link #MOST_CLASSES} classes. */
  Optional<ConfusionMatrix> confusion() {
    return confusion;
  }

  /** Scores against labels, one a class; of two classes the second's only. */
  List<BinaryScores> scores() {
    return List.copyOf(scores);
  }

  /** Probabilities minus labels; empty for more than {@link #MOST_CLASSES} classes. */
  Optional<ResidualProfile> residuals() {
    return residuals;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(classes);
    if (confusion.isPresent()) {
      confusion.get().write(out);
      residuals.orElseThrow().write(out);
    }
    for (BinaryScores ofClass : scores) {
      ofClass.write(out);
    }
  }

  static ClassOutcomes read(DataInput in) throws IOException {
    int classes = Wire.readSize(in, MAX_CLASSES);
    if (classes < 2) {
      throw new IOException("a model of %d classes".formatted(classes));
    }
    Optional<ConfusionMatrix> confusion =
        classes > MOST_CLASSES ? Optional.empty() : Optional.of(ConfusionMatrix.read(in));
    Optional<ResidualProfile> residuals =
        classes > MOST_CLASSES ? Optional.empty() : Optional.of(ResidualProfile.read(in));
    if (confusion.isPresent() && confusion.get().classes() != classes) {
      throw new IOException("a confusion matrix of other classes");
    }
    List<BinaryScores> scores = new ArrayList<>();
    for (int i = 0; i < scored(classes); i++) {
      scores.add(BinaryScores.read(in));
    }
    return new ClassOutcomes(classes, confusion, scores, residuals);
  }
}
