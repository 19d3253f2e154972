package io.driftloop.signals.unlabelled;

import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How many rows of a window lie beyond each threshold of its {@link EmbeddingReference}. */
public final class OutlierCounts implements Profile<OutlierCounts> {
  private static final byte FORMAT = 1;

  private final long[] beyond;
  private long rows;

  private OutlierCounts(long[] beyond, long rows) {
    this.beyond = beyond;
    this.rows = rows;
  }

  /** A window without rows, to be compared with a reference. */
  public static OutlierCounts empty(EmbeddingReference reference) {
    return new OutlierCounts(new long[reference.methods().size()], 0);
  }

  /**
   * Adds a row.
   *
   * @param reference the one that this was made for
   * @param embedding of its dimensions; where a value is not finite, it is beyond all thresholds
   */
  public void add(EmbeddingReference reference, float[] embedding) {
    for (int method = 0; method < beyond.length; method++) {
      if (reference.isBeyond(method, embedding)) {
        beyond[method]++;
      }
    }
    rows++;
  }

  @Override
  public void merge(OutlierCounts other) {
    if (other.beyond.length != beyond.length) {
      throw new IllegalArgumentException("counts of other methods do not merge");
    }
    for (int method = 0; method < beyond.length; method++) {
      beyond[method] += other.beyond[method];
    }
    rows += other.rows;
  }

  @Override
  public long rows() {
    return rows;
  }

  /** Rows beyond the threshold of a method, by its place in {@link EmbeddingReference#methods}. */
  public long beyond(int method) {
    return beyond[method];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(rows);
    Wire.writeCounts(beyond, out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no counts of a known format
   */
  public static OutlierCounts read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "outlier counts");
    long rows = Wire.readCount(in);
    long[] beyond = Wire.readCounts(in, OutlierMethod.values().length);
    for (long count : beyond) {
      if (count > rows) {
        throw new IOException("%d of %d rows beyond is damaged".formatted(count, rows));
      }
    }
    return new OutlierCounts(beyond, rows);
  }
}
