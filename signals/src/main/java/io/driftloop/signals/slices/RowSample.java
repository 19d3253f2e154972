package io.driftloop.signals.slices;

import io.driftloop.signals.sample.BottomK;
import io.driftloop.signals.sample.RowHash;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/**
 * A bounded random sample of a window's rows with their errors, mergeable: what {@link SliceSearch}
 * searches. Takes at most 8 + 4 + 8 + 4·width bytes a row when written.
 */
public final class RowSample {
  /** The most rows a sample keeps. */
  public static final int MAX_CAPACITY = 1 << 17;

  private static final byte FORMAT = 2;
  private static final int MAX_WIDTH = 1 << 16;

  private record Row(int revision, int[] codes, double error) {
    static final Comparator<Row> ORDER =
        Comparator.comparingInt(Row::revision)
            .thenComparingDouble(Row::error)
            .thenComparing(Row::codes, Arrays::compare);
  }

  private final int width;
  private final long seed;
  private final BottomK<Row> rows;

  /**
   * Without rows yet.
   *
   * @param capacity rows kept, 1 to {@link #MAX_CAPACITY}
   * @param width codes a row
   * @param seed of the choice of rows
   */
  public RowSample(int capacity, int width, long seed) {
    if (capacity > MAX_CAPACITY || width < 0 || width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "%d rows of %d codes are outside the limits".formatted(capacity, width));
    }
    this.width = width;
    this.seed = seed;
    this.rows = new BottomK<>(capacity, Row.ORDER);
  }

  /**
   * Adds a row.
   *
   * @param id decides whether it is kept; a repeated one counts once, with its last revision's
   *     greatest error
   * @param revision 0 at first, one more for every correction of its error
   * @param codes the row's segment values and bins, each from 0; below 0 where it has none
   * @param error 1 for a miss and 0 for a hit, or a loss; finite, 0 or more
   */
  public void add(CharSequence id, int revision, int[] codes, double error) {
    if (codes.length != width) {
      throw new IllegalArgumentException("%d codes, expected %d".formatted(codes.length, width));
    }
    if (!(error >= 0 && error <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("an error of %s is not 0 or more".formatted(error));
    }
    long hash = RowHash.of(id, seed);
    if (rows.keeps(hash)) {
      rows.add(hash, new Row(revision, codes.clone(), error));
    }
  }

  public void merge(RowSample other) {
    if (other.width != width || other.seed != seed) {
      throw new IllegalArgumentException("samples of other widths or seeds do not merge");
    }
    rows.merge(other.rows);
  }

  /** Rows kept. */
  public int size() {
    return rows.size();
  }

  /** The codes of the rows kept, in an order that depends on ids and seed only. */
  public int[][] codes() {
    return rows.rows().stream().map(row -> row.codes().clone()).toArray(int[][]::new);
  }

  /** The errors of the rows kept, in the same order. */
  public double[] errors() {
    return rows.rows().stream().mapToDouble(Row::error).toArray();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(rows.capacity());
    out.writeInt(width);
    out.writeLong(seed);
    out.writeInt(rows.size());
    for (Map.Entry<Long, Row> row : rows.byHash().entrySet()) {
      out.writeLong(row.getKey());
      out.writeInt(row.getValue().revision());
      out.writeDouble(row.getValue().error());
      for (int code : row.getValue().codes()) {
        out.writeInt(code);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no sample of a known format
   */
  public static RowSample read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "row sample");
    int capacity = Wire.readSize(in, MAX_CAPACITY);
    int width = Wire.readSize(in, MAX_WIDTH);
    if (capacity == 0) {
      throw new IOException("a row sample without room is damaged");
    }
    RowSample sample = new RowSample(capacity, width, in.readLong());
    int size = Wire.readSize(in, capacity);
    for (int i = 0; i < size; i++) {
      long hash = in.readLong();
      int revision = in.readInt();
      double error = Wire.readSum(in);
      int[] codes = new int[width];
      for (int j = 0; j < width; j++) {
        codes[j] = in.readInt();
      }
      sample.rows.add(hash, new Row(revision, codes, error));
    }
    return sample;
  }
}
