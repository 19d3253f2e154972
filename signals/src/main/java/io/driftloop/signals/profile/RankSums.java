package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The sums of {@link RankCorrelation}, all of them additive. A pair's sums are those over the rows
 * that have its first number, less those over the rows that have it alone, without the second; the
 * latter are only touched by rows that miss something, so that complete rows don't pay for them.
 */
final class RankSums {
  private final int width;
  private double rows;
  private final PairSums sums;
  private final double[] missing;

  /** By the number that is missing; null until it ever is. */
  private final double[][] alone;

  private final double[][] aloneSums;
  private final double[][] aloneSquares;

  RankSums(int width) {
    this.width = width;
    sums = new PairSums(width);
    missing = new double[width];
    alone = new double[width][];
    aloneSums = new double[width][];
    aloneSquares = new double[width][];
  }

  /**
   * Adds the rows of a block.
   *
   * @param complete whether no row misses a number
   */
  void add(RankProducts block, boolean complete) {
    if (!complete) {
      for (int row = 0; row < block.rows(); row++) {
        addMissing(block, row);
      }
    }
    rows += block.rows();
    block.addTo(sums);
  }

  private void addMissing(RankProducts block, int row) {
    for (int absent = 0; absent < width; absent++) {
      if (block.missing(absent, row)) {
        missing[absent]++;
        makeRoom(absent);
        for (int i = 0; i < width; i++) {
          if (!block.missing(i, row)) {
            double rank = block.rank(i, row);
            alone[absent][i]++;
            aloneSums[absent][i] += rank;
            aloneSquares[absent][i] += rank * rank;
          }
        }
      }
    }
  }

  private void makeRoom(int absent) {
    if (alone[absent] == null) {
      alone[absent] = new double[width];
      aloneSums[absent] = new double[width];
      aloneSquares[absent] = new double[width];
    }
  }

  /** Adds the rows of {@code other}, each counted {@code factor} times. */
  void addScaled(RankSums other, double factor) {
    rows += factor * other.rows;
    sums.addScaled(other.sums, factor);
    PairSums.addScaled(missing, other.missing, factor);
    for (int i = 0; i < width; i++) {
      if (other.alone[i] != null) {
        makeRoom(i);
        PairSums.addScaled(alone[i], other.alone[i], factor);
        PairSums.addScaled(aloneSums[i], other.aloneSums[i], factor);
        PairSums.addScaled(aloneSquares[i], other.aloneSquares[i], factor);
      }
    }
  }

  /** Rows that have both numbers. */
  double pairs(int i, int j) {
    return rows - missing[i] - at(alone[j], i);
  }

  private static double at(double[] values, int i) {
    return values == null ? 0 : values[i];
  }

  /** Pearson's correlation of the ranks over the rows that have both; 0 where it has no value. */
  double correlation(int i, int j) {
    double n = pairs(i, j);
    double x = sums.sum(i) - at(aloneSums[j], i);
    double y = sums.sum(j) - at(aloneSums[i], j);
    double xVariance = n * (sums.product(i, i) - at(aloneSquares[j], i)) - x * x;
    double yVariance = n * (sums.product(j, j) - at(aloneSquares[i], j)) - y * y;
    if (n < 2 || !(xVariance > 0) || !(yVariance > 0)) {
      return 0;
    }
    double product = sums.product(i, j);
    double correlation = (n * product - x * y) / Math.sqrt(xVariance) / Math.sqrt(yVariance);
    return Math.max(-1, Math.min(1, correlation));
  }

  /** Writes the upper half of the products, and of the lone numbers what is not all 0. */
  void write(DataOutput out) throws IOException {
    out.writeDouble(rows);
    for (int i = 0; i < width; i++) {
      out.writeDouble(sums.sum(i));
      for (int j = i; j < width; j++) {
        out.writeDouble(sums.product(i, j));
      }
      out.writeDouble(missing[i]);
      if (missing[i] != 0) {
        write(alone[i], out);
        write(aloneSums[i], out);
        write(aloneSquares[i], out);
      }
    }
  }

  private static void write(double[] values, DataOutput out) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static RankSums read(int width, DataInput in) throws IOException {
    RankSums read = new RankSums(width);
    read.rows = Wire.readFinite(in);
    for (int i = 0; i < width; i++) {
      read.sums.setSum(i, Wire.readFinite(in));
      for (int j = i; j < width; j++) {
        read.sums.setProduct(i, j, Wire.readFinite(in));
      }
      read.missing[i] = Wire.readFinite(in);
      if (read.missing[i] != 0) {
        read.makeRoom(i);
        read(read.alone[i], in);
        read(read.aloneSums[i], in);
        read(read.aloneSquares[i], in);
      }
    }
    return read;
  }

  private static void read(double[] values, DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = Wire.readFinite(in);
    }
  }
}
