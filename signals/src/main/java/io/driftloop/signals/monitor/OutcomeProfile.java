package io.driftloop.signals.monitor;

import io.driftloop.signals.fairness.GroupOutcomes.Label;
import io.driftloop.signals.performance.BinaryScores;
import io.driftloop.signals.performance.BoundedLoss;
import io.driftloop.signals.performance.ConfusionMatrix;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.profile.Scores;
import io.driftloop.signals.slices.RowSample;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of a window's labelled predictions, bounded whatever the rows: counts of labels
 * by prediction, scores of each class, outcomes by segment, and a sample of rows in which the worst
 * slice is looked for.
 */
public final class OutcomeProfile implements Profile<OutcomeProfile> {
  /** Models of more classes have no figures by class. */
  public static final int MOST_CLASSES = 20;

  /** Rows of the sample. */
  public static final int SAMPLE_ROWS = 2_000;

  /** One more than that of the performance profile, which was kept in this one's place. */
  private static final int FORMAT = 2;

  private static final int MAX_CLASSES = 1 << 20;
  private static final long SAMPLE_SEED = 1;

  private final int classes;
  private final PerformanceProfile performance;
  private final BoundedLoss brier;
  private final Optional<ConfusionMatrix> confusion;
  private final List<BinaryScores> scores;
  private final OutcomeGroups groups;
  private final RowSample sample;

  private OutcomeProfile(
      int classes,
      PerformanceProfile performance,
      BoundedLoss brier,
      Optional<ConfusionMatrix> confusion,
      List<BinaryScores> scores,
      OutcomeGroups groups,
      RowSample sample) {
    this.classes = classes;
    this.performance = performance;
    this.brier = brier;
    this.confusion = confusion;
    this.scores = scores;
    this.groups = groups;
    this.sample = sample;
  }

  /**
   * A window without rows.
   *
   * @param classes of the model, at least 2
   */
  public static OutcomeProfile empty(int classes) {
    if (classes < 2 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException("a model of %d classes".formatted(classes));
    }
    List<BinaryScores> scores = new ArrayList<>();
    for (int i = 0; i < scored(classes); i++) {
      scores.add(new BinaryScores());
    }
    return new OutcomeProfile(
        classes,
        new PerformanceProfile(),
        new BoundedLoss(),
        classes > MOST_CLASSES ? Optional.empty() : Optional.of(new ConfusionMatrix(classes)),
        scores,
        new OutcomeGroups(),
        new RowSample(SAMPLE_ROWS, OutcomeCodes.WIDTH, SAMPLE_SEED));
  }

  /** Of two classes the second says it all. */
  private static int scored(int classes) {
    return classes == 2 ? 1 : classes > MOST_CLASSES ? 0 : classes;
  }

  /**
   * Adds a row.
   *
   * @param reference of the row's version
   */
  public void add(OutcomeReference reference, Outcome row) {
    float[] probabilities = row.scores();
    if (probabilities.length != classes || row.label() < 0 || row.label() >= classes) {
      throw new IllegalArgumentException(
          "%d scores and label %d of %d classes"
              .formatted(probabilities.length, row.label(), classes));
    }
    int predicted = Scores.top(probabilities);
    boolean hit = predicted == row.label();
    performance.add(probabilities, row.label());
    brier.add(BoundedLoss.brier(probabilities, row.label()));
    confusion.ifPresent(matrix -> matrix.add(predicted, row.label()));
    for (int i = 0; i < scores.size(); i++) {
      int category = category(i);
      double score = Math.min(1, Math.max(0, probabilities[category]));
      scores.get(i).add(score, row.label() == category);
    }
    int favoured = reference.favoured();
    int[] codes = group(row, predicted == favoured, row.label() == favoured, hit);
    sample.add(row.id(), OutcomeCodes.of(reference.profile(), codes, row.features()), hit ? 0 : 1);
  }

  /** Counts a row in its segments. */
  private int[] group(Outcome row, boolean favoured, boolean desired, boolean hit) {
    List<String> segments = OutcomeCodes.segments(row.segments());
    int[] codes = new int[segments.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = OutcomeGroups.code(segments.get(i));
      Label label = desired ? Label.POSITIVE : Label.NEGATIVE;
      groups.add(codes[i], segments.get(i), favoured, label, hit);
    }
    return codes;
  }

  @Override
  public void merge(OutcomeProfile other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException("outcomes of other classes do not merge");
    }
    performance.merge(other.performance);
    brier.merge(other.brier);
    confusion.ifPresent(matrix -> matrix.merge(other.confusion.orElseThrow()));
    for (int i = 0; i < scores.size(); i++) {
      scores.get(i).merge(other.scores.get(i));
    }
    groups.merge(other.groups);
    sample.merge(other.sample);
  }

  @Override
  public long rows() {
    return performance.rows();
  }

  /** Accuracy and log-loss. */
  public PerformanceProfile performance() {
    return performance;
  }

  /** Squared distance of scores from labels, 0 to 2. */
  public BoundedLoss brier() {
    return brier;
  }

  /** Labels by prediction; empty for more than {@link #MOST_CLASSES} classes. */
  public Optional<ConfusionMatrix> confusion() {
    return confusion;
  }

  /** Scores against labels, one a class; of two classes the second's only. */
  public List<BinaryScores> scores() {
    return List.copyOf(scores);
  }

  /** The index of the class that {@link #scores} has at a position. */
  public int category(int position) {
    return classes == 2 ? 1 : position;
  }

  public OutcomeGroups groups() {
    return groups;
  }

  /** Rows with error 1 for a miss and 0 for a hit. */
  public RowSample sample() {
    return sample;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(classes);
    performance.write(out);
    brier.write(out);
    if (confusion.isPresent()) {
      confusion.get().write(out);
    }
    for (BinaryScores ofClass : scores) {
      ofClass.write(out);
    }
    groups.write(out);
    sample.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static OutcomeProfile read(DataInput in) throws IOException {
    Wire.checkFormat(in, (byte) FORMAT, "outcome profile");
    int classes = Wire.readSize(in, MAX_CLASSES);
    if (classes < 2) {
      throw new IOException("a model of %d classes".formatted(classes));
    }
    PerformanceProfile performance = PerformanceProfile.read(in);
    BoundedLoss brier = BoundedLoss.read(in);
    Optional<ConfusionMatrix> confusion =
        classes > MOST_CLASSES ? Optional.empty() : Optional.of(ConfusionMatrix.read(in));
    if (confusion.isPresent() && confusion.get().classes() != classes) {
      throw new IOException("a confusion matrix of other classes");
    }
    List<BinaryScores> scores = new ArrayList<>();
    for (int i = 0; i < scored(classes); i++) {
      scores.add(BinaryScores.read(in));
    }
    return new OutcomeProfile(
        classes, performance, brier, confusion, scores, OutcomeGroups.read(in), RowSample.read(in));
  }
}
