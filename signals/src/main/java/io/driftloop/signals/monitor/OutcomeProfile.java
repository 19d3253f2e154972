package io.driftloop.signals.monitor;

import io.driftloop.signals.calibration.ResidualProfile;
import io.driftloop.signals.fairness.GroupOutcomes.Label;
import io.driftloop.signals.performance.BinaryScores;
import io.driftloop.signals.performance.BoundedLoss;
import io.driftloop.signals.performance.ConfusionMatrix;
import io.driftloop.signals.performance.LossHistogram;
import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.profile.Scores;
import io.driftloop.signals.slices.RowSample;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * All that is kept of a window's labelled predictions, bounded whatever the rows: how many were
 * right and at what loss, counts of labels by prediction, scores of each class, outcomes by
 * segment, and a sample of rows in which the worst slice is looked for.
 *
 * <p>A corrected label can be corrected here, too, also in another part than the one that its row
 * was added to: only the merged parts are right then.
 */
public final class OutcomeProfile implements Profile<OutcomeProfile> {
  /** Rows of the sample. */
  public static final int SAMPLE_ROWS = 2_000;

  /** That of the performance profile, which was kept in this one's place. */
  private static final byte PERFORMANCE_FORMAT = 1;

  private static final byte FORMAT = 2;
  private static final long SAMPLE_SEED = 1;

  private final BoundedLoss correct;
  private final BoundedLoss logLoss;
  private final LossHistogram losses;
  private final BoundedLoss brier;
  private final OutcomeGroups groups;
  private final RowSample sample;

  /** Empty as long as only an older version's rows are known, which did not count by class. */
  private Optional<ClassOutcomes> classes;

  private OutcomeProfile(
      BoundedLoss correct,
      BoundedLoss logLoss,
      LossHistogram losses,
      BoundedLoss brier,
      OutcomeGroups groups,
      RowSample sample,
      Optional<ClassOutcomes> classes) {
    this.correct = correct;
    this.logLoss = logLoss;
    this.losses = losses;
    this.brier = brier;
    this.groups = groups;
    this.sample = sample;
    this.classes = classes;
  }

  /**
   * A window without rows.
   *
   * @param classes of the model, at least 2
   */
  public static OutcomeProfile empty(int classes) {
    return with(new BoundedLoss(), new BoundedLoss(), Optional.of(ClassOutcomes.empty(classes)));
  }

  /** The rows of an older version's window, of which only these figures were kept. */
  public static OutcomeProfile of(PerformanceProfile performance) {
    return with(loss(performance.correct()), loss(performance.logLoss()), Optional.empty());
  }

  private static BoundedLoss loss(Moments moments) {
    return BoundedLoss.of(moments.count(), moments.mean(), moments.variance());
  }

  private static OutcomeProfile with(
      BoundedLoss correct, BoundedLoss logLoss, Optional<ClassOutcomes> classes) {
    return new OutcomeProfile(
        correct,
        logLoss,
        new LossHistogram(),
        new BoundedLoss(),
        new OutcomeGroups(),
        new RowSample(SAMPLE_ROWS, OutcomeCodes.WIDTH, SAMPLE_SEED),
        classes);
  }

  /**
   * Adds a row. One without features counts in all but the sample of rows: there it would take from
   * the share of every slice of features and of none of segments.
   *
   * @param reference of the row's version
   */
  public void add(OutcomeReference reference, Outcome row) {
    add(reference, row, 0);
  }

  /**
   * Corrects the label of a row that was added before, here or in another part.
   *
   * @param row with the label that counts now
   * @param before the label that counted until now
   * @param revision 1 for the first correction of the row, one more for each
   */
  public void correct(OutcomeReference reference, Outcome row, int before, int revision) {
    classes(row).remove(row.scores(), before);
    boolean hit = Scores.top(row.scores()) == before;
    correct.remove(hit ? 1 : 0);
    double loss = BoundedLoss.logLoss(row.scores(), before);
    logLoss.remove(loss);
    losses.remove(loss);
    brier.remove(BoundedLoss.brier(row.scores(), before));
    for (String segment : OutcomeCodes.segments(row.segments())) {
      groups.remove(segment, favoured(reference, row), label(reference, before), hit);
      if (revision == 1) {
        groups.contradict(segment);
      }
    }
    add(reference, row, revision);
  }

  private void add(OutcomeReference reference, Outcome row, int revision) {
    classes(row).add(row.scores(), row.label());
    boolean hit = Scores.top(row.scores()) == row.label();
    correct.add(hit ? 1 : 0);
    double loss = BoundedLoss.logLoss(row.scores(), row.label());
    logLoss.add(loss);
    losses.add(loss);
    brier.add(BoundedLoss.brier(row.scores(), row.label()));
    List<String> segments = OutcomeCodes.segments(row.segments());
    for (String segment : segments) {
      groups.add(segment, favoured(reference, row), label(reference, row.label()), hit);
    }
    if (row.features().length > 0) {
      int[] codes = OutcomeCodes.of(reference.profile(), segments, row.features());
      sample.add(row.id(), revision, codes, hit ? 0 : 1);
    }
  }

  private static boolean favoured(OutcomeReference reference, Outcome row) {
    return Scores.top(row.scores()) == reference.favoured();
  }

  private static Label label(OutcomeReference reference, int label) {
    return label == reference.favoured() ? Label.POSITIVE : Label.NEGATIVE;
  }

  private ClassOutcomes classes(Outcome row) {
    if (classes.isEmpty()) {
      classes = Optional.of(ClassOutcomes.empty(row.scores().length));
    }
    return classes.get();
  }

  @Override
  public void merge(OutcomeProfile other) {
    correct.merge(other.correct);
    logLoss.merge(other.logLoss);
    losses.merge(other.losses);
    brier.merge(other.brier);
    groups.merge(other.groups);
    sample.merge(other.sample);
    if (other.classes.isPresent()) {
      ClassOutcomes theirs = other.classes.get();
      if (classes.isEmpty()) {
        classes = Optional.of(ClassOutcomes.empty(theirs.classes()));
      }
      classes.get().merge(theirs);
    }
  }

  @Override
  public long rows() {
    return correct.count();
  }

  /** Accuracy and log-loss. */
  public PerformanceProfile performance() {
    return PerformanceProfile.of(moments(correct), moments(logLoss));
  }

  private static Moments moments(BoundedLoss loss) {
    return loss.count() > 0
        ? Moments.of(loss.count(), loss.mean(), loss.variance())
        : new Moments();
  }

  /** Log-losses by size. */
  public LossHistogram losses() {
    return losses;
  }

  /** Squared distance of scores from labels, 0 to 2. */
  public BoundedLoss brier() {
    return brier;
  }

  /** Labels by prediction; empty for models of very many classes. */
  public Optional<ConfusionMatrix> confusion() {
    return classes.flatMap(ClassOutcomes::confusion);
  }

  /** Probabilities minus labels; empty for too many classes and for an older version's rows. */
  Optional<ResidualProfile> residuals() {
    return classes.flatMap(ClassOutcomes::residuals);
  }

  /** Scores against labels, one a class; of two classes the second's only. */
  public List<BinaryScores> scores() {
    return classes.map(ClassOutcomes::scores).orElse(List.of());
  }

  /** The index of the class that {@link #scores} has at a position. */
  public int category(int position) {
    return classes.map(known -> known.category(position)).orElse(position);
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
    correct.write(out);
    logLoss.write(out);
    losses.write(out);
    brier.write(out);
    groups.write(out);
    sample.write(out);
    out.writeBoolean(classes.isPresent());
    if (classes.isPresent()) {
      classes.get().write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote, or an older version's performance profile.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static OutcomeProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format == PERFORMANCE_FORMAT) {
      return of(PerformanceProfile.of(Moments.read(in), Moments.read(in)));
    }
    if (format != FORMAT) {
      throw new IOException("outcome profile format %d is unknown".formatted(format));
    }
    return new OutcomeProfile(
        BoundedLoss.read(in),
        BoundedLoss.read(in),
        LossHistogram.read(in),
        BoundedLoss.read(in),
        OutcomeGroups.read(in),
        RowSample.read(in),
        in.readBoolean() ? Optional.of(ClassOutcomes.read(in)) : Optional.empty());
  }
}
