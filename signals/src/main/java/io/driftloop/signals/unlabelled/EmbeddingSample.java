package io.driftloop.signals.unlabelled;

import io.driftloop.signals.sample.BottomK;
import io.driftloop.signals.sample.RowHash;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A bounded random sample of embeddings, mergeable: what {@link NearestNeighbours} searches. */
public final class EmbeddingSample {
  /** The most rows a sample keeps. */
  public static final int MAX_CAPACITY = 1 << 16;

  private static final byte FORMAT = 1;

  private final long seed;
  private final int dimensions;
  private final BottomK<float[]> rows;

  /**
   * Without rows yet.
   *
   * @param capacity rows kept, 1 to {@link #MAX_CAPACITY}
   * @param dimensions length of an embedding
   * @param seed of the choice of rows
   */
  public EmbeddingSample(int capacity, int dimensions, long seed) {
    if (capacity > MAX_CAPACITY
        || dimensions < 1
        || dimensions > EmbeddingStatistics.MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "%d rows of %d dimensions are outside the limits".formatted(capacity, dimensions));
    }
    this.seed = seed;
    this.dimensions = dimensions;
    this.rows = new BottomK<>(capacity, Arrays::compare);
  }

  /**
   * Adds a row.
   *
   * @param id decides whether it is kept; a repeated one counts once
   * @param embedding finite values
   */
  public void add(CharSequence id, float[] embedding) {
    if (embedding.length != dimensions) {
      throw new IllegalArgumentException(
          "%d dimensions, expected %d".formatted(embedding.length, dimensions));
    }
    for (float value : embedding) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("an embedding of the reference must be finite");
      }
    }
    long hash = RowHash.of(id, seed);
    if (rows.keeps(hash)) {
      rows.add(hash, embedding.clone());
    }
  }

  public int dimensions() {
    return dimensions;
  }

  public void merge(EmbeddingSample other) {
    if (other.seed != seed || other.dimensions != dimensions) {
      throw new IllegalArgumentException("samples of other seeds or dimensions do not merge");
    }
    rows.merge(other.rows);
  }

  /** The embeddings kept, in an order that depends on ids and seed only. */
  public List<float[]> rows() {
    return rows.rows().stream().map(float[]::clone).toList();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(rows.capacity());
    out.writeInt(dimensions);
    out.writeLong(seed);
    out.writeInt(rows.size());
    for (Map.Entry<Long, float[]> row : rows.byHash().entrySet()) {
      out.writeLong(row.getKey());
      for (float value : row.getValue()) {
        out.writeFloat(value);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no sample of a known format
   */
  public static EmbeddingSample read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "embedding sample");
    int capacity = Wire.readSize(in, MAX_CAPACITY);
    int dimensions = Wire.readSize(in, EmbeddingStatistics.MAX_DIMENSIONS);
    if (capacity == 0 || dimensions == 0) {
      throw new IOException("an embedding sample without room is damaged");
    }
    EmbeddingSample sample = new EmbeddingSample(capacity, dimensions, in.readLong());
    int size = Wire.readSize(in, capacity);
    for (int i = 0; i < size; i++) {
      long hash = in.readLong();
      float[] row = new float[dimensions];
      for (int j = 0; j < dimensions; j++) {
        row[j] = in.readFloat();
        if (!Float.isFinite(row[j])) {
          throw new IOException("an embedding of %s is damaged".formatted(row[j]));
        }
      }
      sample.rows.add(hash, row);
    }
    return sample;
  }
}
