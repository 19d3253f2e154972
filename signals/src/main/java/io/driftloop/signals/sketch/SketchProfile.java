package io.driftloop.signals.sketch;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sketch a feature. It costs more than a histogram and answers what was not asked beforehand, so
 * it stands beside a {@link io.driftloop.signals.profile.DataProfile}, not in its place. How far
 * merging equals one pass is said by each sketch.
 */
public final class SketchProfile implements Profile<SketchProfile> {
  private static final int FORMAT = 1;

  /** Ranks within .24 % (99 % confidence). */
  private static final int REFERENCE_K = 2048;

  private static final int MAX_FEATURES = 1 << 20;

  private final List<FeatureSketch> features;
  private long rows;

  private SketchProfile(List<FeatureSketch> features, long rows) {
    this.features = features;
    this.rows = rows;
  }

  /** No rows of the features with these bins. */
  public static SketchProfile empty(List<Bins> bins) {
    return empty(bins, QuantileSketch.DEFAULT_K);
  }

  /** The same for a reference, which is made once and whose error is part of every verdict. */
  public static SketchProfile emptyReference(List<Bins> bins) {
    return empty(bins, REFERENCE_K);
  }

  private static SketchProfile empty(List<Bins> bins, int k) {
    return new SketchProfile(
        bins.stream()
            .map(
                feature ->
                    feature.categorical() ? FeatureSketch.ofCategory() : FeatureSketch.ofNumber(k))
            .toList(),
        0);
  }

  /**
   * Adds a row.
   *
   * @param row one value a feature; NaN is missing
   */
  public void add(float[] row) {
    if (row.length != features.size()) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(row.length, features.size()));
    }
    for (int i = 0; i < row.length; i++) {
      features.get(i).add(row[i]);
    }
    rows++;
  }

  @Override
  public void merge(SketchProfile other) {
    if (other.features.size() != features.size()) {
      throw new IllegalArgumentException("profiles of different features do not merge");
    }
    for (int i = 0; i < features.size(); i++) {
      features.get(i).merge(other.features.get(i));
    }
    rows += other.rows;
  }

  @Override
  public long rows() {
    return rows;
  }

  /** Whether this has a sketch of the right kind for each of these features. */
  public boolean fits(List<Bins> bins) {
    return bins.size() == features.size()
        && IntStream.range(0, bins.size())
            .allMatch(i -> bins.get(i).categorical() == features.get(i).distinct().isPresent());
  }

  /** The sketches, one a feature. */
  public List<FeatureSketch> features() {
    return features;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(rows);
    out.writeInt(features.size());
    for (FeatureSketch feature : features) {
      feature.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static SketchProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("sketch profile format %d is unknown".formatted(format));
    }
    long rows = Wire.readCount(in);
    int size = Wire.readSize(in, MAX_FEATURES);
    List<FeatureSketch> features = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      features.add(FeatureSketch.read(in));
    }
    return new SketchProfile(List.copyOf(features), rows);
  }
}
