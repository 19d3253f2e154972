package io.driftloop.signals.unlabelled;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Class means and the scatter within classes of embeddings, in one pass and mergeable: what {@link
 * Mahalanobis} is built from. The updates are those of Chan, Golub and LeVeque (1979), which stay
 * exact where sums of squares cancel. Takes 8·(classes·d + d·(d+1)/2) bytes for d dimensions.
 */
public final class EmbeddingStatistics {
  /** More dimensions than this would make the scatter matrix too large to send around. */
  public static final int MAX_DIMENSIONS = 2048;

  private static final byte FORMAT = 1;
  private static final int MAX_CLASSES = 1 << 16;
  private static final int MAX_MEANS = 1 << 22;

  private final long[] counts;
  private final double[][] means;
  private final double[][] scatter;

  /**
   * Without rows yet.
   *
   * @param classes classes that rows belong to, up to 65,536; 1 where they have none
   * @param dimensions length of an embedding, 1 to {@link #MAX_DIMENSIONS}; with classes, at most
   *     4,194,304 means
   */
  public EmbeddingStatistics(int classes, int dimensions) {
    if (!allowed(classes, dimensions)) {
      throw new IllegalArgumentException(
          "%d classes of %d dimensions are outside the limits".formatted(classes, dimensions));
    }
    counts = new long[classes];
    means = new double[classes][dimensions];
    scatter = new double[dimensions][];
    for (int i = 0; i < dimensions; i++) {
      scatter[i] = new double[i + 1];
    }
  }

  private static boolean allowed(int classes, int dimensions) {
    return Math.min(classes, dimensions) > 0
        && classes <= MAX_CLASSES
        && dimensions <= MAX_DIMENSIONS
        && (long) classes * dimensions <= MAX_MEANS;
  }

  /**
   * Adds a row.
   *
   * @param label its class
   * @param embedding finite values
   */
  public void add(int label, float[] embedding) {
    if (label < 0 || label >= counts.length || embedding.length != dimensions()) {
      throw new IllegalArgumentException(
          "class %d with %d dimensions, expected one of %d with %d"
              .formatted(label, embedding.length, counts.length, dimensions()));
    }
    double[] delta = new double[embedding.length];
    for (int i = 0; i < delta.length; i++) {
      if (!Float.isFinite(embedding[i])) {
        throw new IllegalArgumentException("an embedding of the reference must be finite");
      }
      delta[i] = embedding[i] - means[label][i];
    }
    move(label, delta, 1);
  }

  public void merge(EmbeddingStatistics other) {
    if (other.counts.length != counts.length || other.dimensions() != dimensions()) {
      throw new IllegalArgumentException("statistics of other classes or dimensions do not merge");
    }
    for (int i = 0; i < scatter.length; i++) {
      for (int j = 0; j <= i; j++) {
        scatter[i][j] += other.scatter[i][j];
      }
    }
    for (int label = 0; label < counts.length; label++) {
      if (other.counts[label] > 0) {
        double[] delta = new double[dimensions()];
        for (int i = 0; i < delta.length; i++) {
          delta[i] = other.means[label][i] - means[label][i];
        }
        move(label, delta, other.counts[label]);
      }
    }
  }

  /** Joins {@code added} rows to a class whose mean lies {@code delta} away from its own. */
  private void move(int label, double[] delta, long added) {
    long before = counts[label];
    long total = before + added;
    double weight = (double) before * added / total;
    for (int i = 0; i < delta.length; i++) {
      double scaled = weight * delta[i];
      for (int j = 0; j <= i; j++) {
        scatter[i][j] += scaled * delta[j];
      }
      means[label][i] += delta[i] * added / total;
    }
    counts[label] = total;
  }

  public int dimensions() {
    return scatter.length;
  }

  public int classes() {
    return counts.length;
  }

  /** Rows of one class. */
  public long count(int label) {
    return counts[label];
  }

  /** All rows. */
  public long rows() {
    long rows = 0;
    for (long count : counts) {
      rows += count;
    }
    return rows;
  }

  /** The mean of one class; 0 without rows. */
  public double[] mean(int label) {
    return means[label].clone();
  }

  /** The lower triangle of the covariance within classes: scatter ÷ rows; 0 without rows. */
  public double[][] covariance() {
    double rows = Math.max(1, rows());
    double[][] covariance = new double[scatter.length][];
    for (int i = 0; i < scatter.length; i++) {
      covariance[i] = scatter[i].clone();
      for (int j = 0; j <= i; j++) {
        covariance[i][j] /= rows;
      }
    }
    return covariance;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(dimensions());
    Wire.writeCounts(counts, out);
    for (double[] mean : means) {
      writeAll(mean, out);
    }
    for (double[] row : scatter) {
      writeAll(row, out);
    }
  }

  private static void writeAll(double[] values, DataOutput out) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no statistics of a known format
   */
  public static EmbeddingStatistics read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "embedding statistics");
    int dimensions = Wire.readSize(in, MAX_DIMENSIONS);
    long[] counts = Wire.readCounts(in, MAX_CLASSES);
    if (!allowed(counts.length, dimensions)) {
      throw new IOException("embedding statistics of such a size are damaged");
    }
    EmbeddingStatistics read = new EmbeddingStatistics(counts.length, dimensions);
    System.arraycopy(counts, 0, read.counts, 0, counts.length);
    for (double[] mean : read.means) {
      readAll(mean, in);
    }
    for (double[] row : read.scatter) {
      readAll(row, in);
      if (row[row.length - 1] < 0) {
        throw new IOException("a squared deviation below 0 is damaged");
      }
    }
    return read;
  }

  private static void readAll(double[] values, DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = Wire.readFinite(in);
    }
  }
}
