package io.driftloop.signals.unlabelled;

import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.RateShift;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where out-of-distribution begins: a quantile of the reference's outlier scores. A window is
 * judged by its share of rows beyond.
 *
 * @param threshold a score above this is beyond
 * @param beyond rows of the reference that are
 * @param rows rows of the reference
 */
public record OutlierThreshold(double threshold, long beyond, long rows) {
  private static final byte FORMAT = 1;

  public OutlierThreshold {
    if (Double.isNaN(threshold) || beyond < 0 || beyond > rows) {
      throw new IllegalArgumentException(
          "%d of %d rows beyond %s is impossible".formatted(beyond, rows, threshold));
    }
  }

  /**
   * The threshold at a quantile of reference scores.
   *
   * @param scores scores of rows that the scorer was not fitted on; NaN is left out
   * @param quantile share of the reference that is normal, between 0 and 1, such as .99
   */
  public static OutlierThreshold of(double[] scores, double quantile) {
    if (!(quantile > 0 && quantile < 1)) {
      throw new IllegalArgumentException(
          "a quantile of %s is not between 0 and 1".formatted(quantile));
    }
    double[] sorted =
        Arrays.stream(scores).filter(score -> !Double.isNaN(score)).sorted().toArray();
    if (sorted.length == 0) {
      return new OutlierThreshold(Double.MAX_VALUE, 0, 0);
    }
    double threshold = sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    long beyond = Arrays.stream(sorted).filter(score -> score > threshold).count();
    return new OutlierThreshold(threshold, beyond, sorted.length);
  }

  /** Whether a row is beyond; one whose score is NaN is. */
  public boolean isBeyond(double score) {
    return !(score <= threshold);
  }

  /**
   * Whether the share beyond rose, by the exact test of two rates. It stays exact although the
   * threshold is itself a value of the reference, for then a window's count beyond has the law of
   * exceedances (Gumbel, von Schelling 1950), whose tail is the same hypergeometric one.
   *
   * @param windowBeyond rows of the window beyond the threshold
   * @param windowRows all rows of the window
   * @param minimumCount rows that each side must have to be judged
   */
  public DriftScore risen(long windowBeyond, long windowRows, double alpha, long minimumCount) {
    return RateShift.risen(beyond, rows, windowBeyond, windowRows, alpha, minimumCount);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeDouble(threshold);
    out.writeLong(beyond);
    out.writeLong(rows);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no threshold of a known format
   */
  public static OutlierThreshold read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "outlier threshold");
    double threshold = in.readDouble();
    long beyond = Wire.readCount(in);
    long rows = Wire.readCount(in);
    if (Double.isNaN(threshold) || beyond > rows) {
      throw new IOException("an outlier threshold of %s is damaged".formatted(threshold));
    }
    return new OutlierThreshold(threshold, beyond, rows);
  }
}
