package io.driftloop.signals.unlabelled;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

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

  /** Below this a probability is 0 in double precision. */
  private static final double SMALLEST_LOGARITHM = -700;

  private static final double NEGLIGIBLE = 1e-17;

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
   * Whether the share beyond rose. Fisher's exact test, one-sided; it stays exact although the
   * threshold is itself a value of the reference, for then a window's count beyond has the law of
   * exceedances (Gumbel, von Schelling 1950), whose tail is the same hypergeometric one.
   *
   * @param windowBeyond rows of the window beyond the threshold
   * @param windowRows all rows of the window
   */
  public Comparison compare(long windowBeyond, long windowRows, double alpha) {
    Comparison.checkAlpha(alpha);
    if (windowBeyond < 0 || windowBeyond > windowRows) {
      throw new IllegalArgumentException(
          "%d of %d rows beyond is impossible".formatted(windowBeyond, windowRows));
    }
    double now = windowBeyond / (double) Math.max(1, windowRows);
    double before = beyond / (double) Math.max(1, rows);
    if (rows == 0 || windowRows == 0) {
      return Comparison.unjudged(now, before, windowRows, rows);
    }
    return new Comparison(
        now,
        before,
        smallestFinding(windowRows, alpha) / (double) windowRows,
        upperTail(windowBeyond, windowRows),
        windowRows,
        rows);
  }

  /** The smallest count beyond that is a finding; one more than there are rows where none is. */
  private long smallestFinding(long windowRows, double alpha) {
    long low = 0;
    long high = windowRows + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (upperTail(middle, windowRows) <= alpha) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private double upperTail(long count, long windowRows) {
    long all = rows + windowRows;
    if (count == 0) {
      return 1;
    }
    if (all <= Integer.MAX_VALUE) {
      return exactTail((int) count, (int) windowRows);
    }
    double share = (beyond + count) / (double) all;
    double error = Math.sqrt(share * (1 - share) * (1.0 / rows + 1.0 / windowRows));
    double change = (count - 0.5) / windowRows - (double) beyond / rows;
    return NormalDistribution.of(0, 1).survivalProbability(change / error);
  }

  /** Sums the law's terms from the count upwards, each from the one before, until they vanish. */
  private double exactTail(int count, int drawn) {
    int all = (int) rows + drawn;
    int marked = (int) beyond + count;
    double mean = (double) marked * drawn / all;
    double first = HypergeometricDistribution.of(all, marked, drawn).logProbability(count);
    if (first < SMALLEST_LOGARITHM) {
      return count < mean ? 1 : 0;
    }
    double term = Math.exp(first);
    double sum = 0;
    for (double x = count; x <= Math.min(marked, drawn); x++) {
      sum += term;
      if (x > mean && term < sum * NEGLIGIBLE) {
        break;
      }
      term *= (marked - x) / (x + 1) * ((drawn - x) / (all - marked - drawn + x + 1));
    }
    return Math.min(1, sum);
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
