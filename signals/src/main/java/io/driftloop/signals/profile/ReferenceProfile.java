package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is normal for a model version: its features' bins and counts in the training data, and its
 * scores and performance on rows that it was not trained on. Holds no rows.
 *
 * @param names the features' names, in order
 * @param bins the features' bins, in order
 * @param data counts of the training rows, and the scores given to held-back rows
 * @param performance performance on held-back rows; empty where no labels were at hand
 */
public record ReferenceProfile(
    List<String> names, List<Bins> bins, DataProfile data, PerformanceProfile performance) {
  private static final int FORMAT = 1;
  private static final int MAX_FEATURES = 1 << 20;

  public ReferenceProfile {
    names = List.copyOf(names);
    bins = List.copyOf(bins);
    if (names.size() != bins.size() || names.size() != data.features()) {
      throw new IllegalArgumentException("names, bins and counts differ in length");
    }
    for (int i = 0; i < bins.size(); i++) {
      if (bins.get(i).size() != data.featureCounts(i).length) {
        throw new IllegalArgumentException(names.get(i) + " has other bins than counts");
      }
    }
  }

  public int classes() {
    return data.classCounts().length;
  }

  /** An empty profile of a window to be compared with this reference. */
  public DataProfile emptyWindow() {
    return DataProfile.empty(bins, classes());
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(names.size());
    for (int i = 0; i < names.size(); i++) {
      out.writeUTF(names.get(i));
      bins.get(i).write(out);
    }
    data.write(out);
    performance.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no reference profile of a known format
   */
  public static ReferenceProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("reference profile format %d is unknown".formatted(format));
    }
    int features = Wire.readSize(in, MAX_FEATURES);
    List<String> names = new ArrayList<>();
    List<Bins> bins = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      names.add(in.readUTF());
      bins.add(Bins.read(in));
    }
    DataProfile data = DataProfile.read(in);
    PerformanceProfile performance = PerformanceProfile.read(in);
    try {
      return new ReferenceProfile(names, bins, data, performance);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
