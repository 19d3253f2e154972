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

/** All that is kept of a window's predictions: what each of the signals without labels needs. */
public final class PredictionProfile implements Profile<PredictionProfile> {
  private static final int FIRST_FORMAT = 1;
  private static final int FORMAT = 2;

  private final DataProfile data;
  private final Optional<FourierProfile> fourier;
  private final Optional<ExpectedPerformance> expected;
  private final Optional<OutlierCounts> outliers;
  private final Optional<SketchProfile> sketches;
  private final LatencyProfile latency;

  private PredictionProfile(
      DataProfile data,
      Optional<FourierProfile> fourier,
      Optional<ExpectedPerformance> expected,
      Optional<OutlierCounts> outliers,
      Optional<SketchProfile> sketches,
      LatencyProfile latency) {
    this.data = data;
    this.fourier = fourier;
    this.expected = expected;
    this.outliers = outliers;
    this.sketches = sketches;
    this.latency = latency;
  }

  /** A window without rows, to be compared with a reference. */
  public static PredictionProfile empty(PredictionReference reference) {
    return empty(reference, reference.profile().emptyWindow());
  }

  /**
   * The same.
   *
   * @param rows where its rows wait, as those of other profiles that the same thread fills
   */
  public static PredictionProfile empty(PredictionReference reference, RowBlock rows) {
    return empty(reference, reference.profile().emptyWindow().sharing(rows));
  }

  private static PredictionProfile empty(PredictionReference reference, DataProfile data) {
    ReferenceProfile profile = reference.profile();
    return new PredictionProfile(
        data,
        profile.fourier().map(known -> FourierProfile.emptyWindow(known.map().dimension())),
        reference.heldBack().map(known -> new ExpectedPerformance(known.classes())),
        reference.embedding().map(OutlierCounts::empty),
        reference.sketches().map(known -> SketchProfile.empty(profile.bins())),
        new LatencyProfile());
  }

  /**
   * Adds a prediction without an embedding.
   *
   * @param reference the one that this was made for
   * @param features one value a feature; NaN is missing
   * @param scores class probabilities
   * @param time event time, in milliseconds since 1970-01-01T00:00Z
   * @param together whether the row counts in what costs as much as all else or more: the test of
   *     all features together, embeddings and sketches; a sample of rows is enough
   */
  public void add(
      PredictionReference reference,
      float[] features,
      float[] scores,
      long time,
      boolean together) {
    add(reference, features, scores, null, time, together);
  }

  /**
   * The same with an embedding.
   *
   * @param embedding of the reference's dimensions; null where the prediction has none
   */
  public void add(
      PredictionReference reference,
      float[] features,
      float[] scores,
      float[] embedding,
      long time,
      boolean together) {
    ReferenceProfile profile = reference.profile();
    data.addFeatures(profile.bins(), features);
    data.addScores(scores);
    Optional<SeasonalReference> seasons = profile.seasons();
    if (seasons.isPresent()) {
      data.addSlot(seasons.get().slot(time));
    }
    if (together && fourier.isPresent()) {
      fourier.get().add(profile.fourier().orElseThrow().map(), features);
    }
    if (together && embedding != null && outliers.isPresent()) {
      outliers.get().add(reference.embedding().orElseThrow(), embedding);
    }
    if (together && sketches.isPresent()) {
      sketches.get().add(features);
    }
    if (expected.isPresent()) {
      expected.get().add(reference.heldBack().orElseThrow().calibration(), scores);
    }
  }

  /**
   * Adds how long a prediction took.
   *
   * @param micros in microseconds; 0 where it is not known
   */
  public void addLatency(long micros) {
    latency.add(micros);
  }

  @Override
  public void merge(PredictionProfile other) {
    if (fourier.isPresent() != other.fourier.isPresent()
        || expected.isPresent() != other.expected.isPresent()
        || outliers.isPresent() != other.outliers.isPresent()
        || sketches.isPresent() != other.sketches.isPresent()) {
      throw new IllegalArgumentException("profiles for different references do not merge");
    }
    data.merge(other.data);
    fourier.ifPresent(mine -> mine.merge(other.fourier.orElseThrow()));
    expected.ifPresent(mine -> mine.merge(other.expected.orElseThrow()));
    outliers.ifPresent(mine -> mine.merge(other.outliers.orElseThrow()));
    sketches.ifPresent(mine -> mine.merge(other.sketches.orElseThrow()));
    latency.merge(other.latency);
  }

  @Override
  public long rows() {
    return data.rows();
  }

  /** Features and scores. */
  public DataProfile data() {
    return data;
  }

  /** All features together; empty where the reference does not keep that. */
  public Optional<FourierProfile> fourier() {
    return fourier;
  }

  /** Performance as scores foretell it; empty where the reference has no labels. */
  public Optional<ExpectedPerformance> expected() {
    return expected;
  }

  /** Rows unlike the training data; empty where the reference has no embeddings. */
  public Optional<OutlierCounts> outliers() {
    return outliers;
  }

  /** Sketches of the features; empty where the reference has none. */
  public Optional<SketchProfile> sketches() {
    return sketches;
  }

  /** How long answers took; without rows where nobody said. */
  public LatencyProfile latency() {
    return latency;
  }

  @Override
  public void write(DataOutput out) throws IOException {
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
    return new PredictionProfile(data, fourier, expected, outliers, sketches, latency);
  }
}
