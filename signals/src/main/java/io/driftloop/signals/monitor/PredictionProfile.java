package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.FourierProfile;
import io.driftloop.signals.profile.LatencyProfile;
import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.profile.RowBlock;
import io.driftloop.signals.profile.SeasonalReference;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.ExpectedPerformance;
import io.driftloop.signals.unlabelled.OutlierCounts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * All that is kept of a window's predictions: what each of the signals without labels needs. Rows
 * are counted some at a time; whoever reads has them all counted.
 */
public final class PredictionProfile implements Profile<PredictionProfile> {
  private static final int FIRST_FORMAT = 1;
  private static final int FORMAT = 2;

  private final DataProfile data;
  private final Optional<FourierProfile> fourier;
  private final Optional<ExpectedPerformance> expected;
  private final Optional<OutlierCounts> outliers;
  private final Optional<SketchProfile> sketches;
  private final LatencyProfile latency;

  /** What rows are counted over; null of a profile that was read, which takes none. */
  private final PredictionReference reference;

  /** Where rows wait to be counted, maybe with those of others. */
  private WaitingRows waiting;

  /** Among those of which rows wait. */
  int place = WaitingRows.NONE;

  private final int features;
  private final int classes;

  private PredictionProfile(
      PredictionReference reference,
      DataProfile data,
      Optional<FourierProfile> fourier,
      Optional<ExpectedPerformance> expected,
      Optional<OutlierCounts> outliers,
      Optional<SketchProfile> sketches,
      LatencyProfile latency) {
    this.reference = reference;
    this.data = data;
    this.fourier = fourier;
    this.expected = expected;
    this.outliers = outliers;
    this.sketches = sketches;
    this.latency = latency;
    features = data.features();
    classes = reference == null ? 0 : reference.profile().classes();
  }

  /** A window without rows, to be compared with a reference. */
  public static PredictionProfile empty(PredictionReference reference) {
    ReferenceProfile profile = reference.profile();
    return new PredictionProfile(
        reference,
        profile.emptyWindow(),
        profile.fourier().map(known -> FourierProfile.emptyWindow(known.map().dimension())),
        reference.heldBack().map(known -> new ExpectedPerformance(known.classes())),
        reference.embedding().map(OutlierCounts::empty),
        reference.sketches().map(known -> SketchProfile.empty(profile.bins())),
        new LatencyProfile());
  }

  /**
   * The same.
   *
   * @param waiting where its rows wait, with those of other profiles that the same thread fills
   */
  public static PredictionProfile empty(PredictionReference reference, WaitingRows waiting) {
    PredictionProfile empty = empty(reference);
    empty.waiting = waiting;
    return empty;
  }

  /**
   * Adds a prediction without an embedding; a profile that was read takes none.
   *
   * @param features one value a feature; NaN is missing
   * @param scores class probabilities
   * @param time event time, in milliseconds since 1970-01-01T00:00Z
   * @param together whether the row counts in what costs as much as all else or more: the test of
   *     all features together, embeddings and sketches; a sample of rows is enough
   */
  public void add(float[] features, float[] scores, long time, boolean together) {
    add(features, scores, null, time, together);
  }

  /**
   * The same with an embedding.
   *
   * @param embedding of the reference's dimensions; null where the prediction has none
   */
  public void add(
      float[] features, float[] scores, float[] embedding, long time, boolean together) {
    if (reference == null) {
      throw new IllegalStateException("a profile that was read takes no rows");
    }
    requireLength(features.length, this.features, "features");
    requireLength(scores.length, classes, "scores");
    if (waiting == null) {
      waiting = new WaitingRows();
    }
    waiting.add(this, features, scores, time, together);
    if (together && embedding != null && outliers.isPresent()) {
      outliers.get().add(reference.embedding().orElseThrow(), embedding);
    }
  }

  private static void requireLength(int length, int expected, String what) {
    if (length != expected) {
      throw new IllegalArgumentException("%d %s, expected %d".formatted(length, what, expected));
    }
  }

  int features() {
    return features;
  }

  int classes() {
    return classes;
  }

  /**
   * Counts rows that have waited.
   *
   * @param times of all that did, in milliseconds since 1970-01-01T00:00Z
   */
  void count(RowBatch batch, long[] times, RowBlock block) {
    ReferenceProfile profile = reference.profile();
    data.addFeatures(profile.bins(), batch.fill(block));
    data.addScores(block.scores());
    if (expected.isPresent()) {
      expected.get().add(reference.heldBack().orElseThrow().calibration(), block.scores());
    }
    if (profile.seasons().isPresent()) {
      countSlots(profile.seasons().get(), batch, times);
    }
    for (int i = 0; i < batch.togetherRows(); i++) {
      addTogether(profile, batch.togetherFeatures(i), block);
    }
  }

  private void countSlots(SeasonalReference seasons, RowBatch batch, long[] times) {
    for (int row = 0; row < batch.rows(); row++) {
      data.addSlot(seasons.slot(times[batch.index(row)]));
    }
  }

  private void addTogether(ReferenceProfile profile, float[] features, RowBlock block) {
    if (fourier.isPresent()) {
      fourier.get().add(profile.fourier().orElseThrow().map(), features, block.fourierRow());
    }
    if (sketches.isPresent()) {
      sketches.get().add(features);
    }
  }

  /** Counts the rows that wait, so that reading changes nothing. */
  private void settle() {
    if (place != WaitingRows.NONE) {
      waiting.count();
    }
  }

  /**
   * Adds how long a prediction took.
   *
   * @param micros in microseconds; 0 where it is not known
   */
  public void addLatency(long micros) {
    if (micros > 0) {
      latency.add(micros);
    }
  }

  @Override
  public void merge(PredictionProfile other) {
    if (fourier.isPresent() != other.fourier.isPresent()
        || expected.isPresent() != other.expected.isPresent()
        || outliers.isPresent() != other.outliers.isPresent()
        || sketches.isPresent() != other.sketches.isPresent()) {
      throw new IllegalArgumentException("profiles for different references do not merge");
    }
    settle();
    other.settle();
    data.merge(other.data);
    fourier.ifPresent(mine -> mine.merge(other.fourier.orElseThrow()));
    expected.ifPresent(mine -> mine.merge(other.expected.orElseThrow()));
    outliers.ifPresent(mine -> mine.merge(other.outliers.orElseThrow()));
    sketches.ifPresent(mine -> mine.merge(other.sketches.orElseThrow()));
    latency.merge(other.latency);
  }

  @Override
  public long rows() {
    settle();
    return data.rows();
  }

  /** Features and scores. */
  public DataProfile data() {
    settle();
    return data;
  }

  /** All features together; empty where the reference does not keep that. */
  public Optional<FourierProfile> fourier() {
    settle();
    return fourier;
  }

  /** Performance as scores foretell it; empty where the reference has no labels. */
  public Optional<ExpectedPerformance> expected() {
    settle();
    return expected;
  }

  /** Rows unlike the training data; empty where the reference has no embeddings. */
  public Optional<OutlierCounts> outliers() {
    return outliers;
  }

  /** Sketches of the features; empty where the reference has none. */
  public Optional<SketchProfile> sketches() {
    settle();
    return sketches;
  }

  /** How long answers took; without rows where nobody said. */
  public LatencyProfile latency() {
    return latency;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    settle();
    out.writeByte(FORMAT);
    data.write(out);
    out.writeBoolean(fourier.isPresent());
    if (fourier.isPresent()) {
      fourier.get().write(out);
    }
    out.writeBoolean(expected.isPresent());
    if (expected.isPresent()) {
      expected.get().write(out);
    }
    out.writeBoolean(outliers.isPresent());
    if (outliers.isPresent()) {
      outliers.get().write(out);
    }
    out.writeBoolean(sketches.isPresent());
    if (sketches.isPresent()) {
      sketches.get().write(out);
    }
    latency.write(out);
  }

  /**
   * Reads what {@link #write} wrote, or an older version's.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static PredictionProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format < FIRST_FORMAT || format > FORMAT) {
      throw new IOException("prediction profile format %d is unknown".formatted(format));
    }
    DataProfile data = DataProfile.read(in);
    Optional<FourierProfile> fourier =
        in.readBoolean() ? Optional.of(FourierProfile.read(in)) : Optional.empty();
    Optional<ExpectedPerformance> expected =
        in.readBoolean() ? Optional.of(ExpectedPerformance.read(in)) : Optional.empty();
    Optional<OutlierCounts> outliers =
        format > FIRST_FORMAT && in.readBoolean()
            ? Optional.of(OutlierCounts.read(in))
            : Optional.empty();
    Optional<SketchProfile> sketches =
        format > FIRST_FORMAT && in.readBoolean()
            ? Optional.of(SketchProfile.read(in))
            : Optional.empty();
    LatencyProfile latency = format > FIRST_FORMAT ? LatencyProfile.read(in) : new LatencyProfile();
    return new PredictionProfile(null, data, fourier, expected, outliers, sketches, latency);
  }
}
