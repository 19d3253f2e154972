package io.driftloop.signals.performance;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count, sum and sum of squares of a bounded loss: sums, not a running variance, so that a
 * corrected label's old loss can be taken back.
 */
public final class BoundedLoss {
  private static final int FORMAT = 1;
  private static final double SMALLEST_PROBABILITY = 1e-6;
  private static final double LARGEST = 1e6;

  private long count;
  private double sum;
  private double squares;

  /**
   * The losses of so many rows.
   *
   * @param variance the unbiased one; 0 below two rows
   */
  public static BoundedLoss of(long count, double mean, double variance) {
    BoundedLoss loss = new BoundedLoss();
    loss.count = count;
    loss.sum = count * mean;
    loss.squares = variance * Math.max(0, count - 1) + count * mean * mean;
    return loss;
  }

  /** Negative natural logarithm of the label's probability, at most that of one in a million. */
  public static double logLoss(float[] scores, int label) {
    check(scores, label);
    return -Math.log(Math.max(scores[label], SMALLEST_PROBABILITY));
  }

  /** Squared distance of the probabilities from the label, 0 to 2 (Brier 1950). */
  public static double brier(float[] scores, int label) {
    check(scores, label);
    double loss = 0;
    for (int i = 0; i < scores.length; i++) {
      double distance = scores[i] - (i == label ? 1 : 0);
      loss += distance * distance;
    }
    return loss;
  }

  private static void check(float[] scores, int label) {
    if (label < 0 || label >= scores.length) {
      throw new IllegalArgumentException(
          "label %d is none of %d classes".formatted(label, scores.length));
    }
  }

  public void add(double loss) {
    change(loss, 1);
  }

  /** Takes a loss back, for a corrected label. */
  public void remove(double loss) {
    change(loss, -1);
  }

  private void change(double loss, int sign) {
    if (!(Math.abs(loss) <= LARGEST)) {
      throw new IllegalArgumentException("a loss of %s is not bounded".formatted(loss));
    }
    count += sign;
    sum += sign * loss;
    squares += sign * loss * loss;
  }

  public void merge(BoundedLoss other) {
    count += other.count;
    sum += other.sum;
    squares += other.squares;
  }

  public long count() {
    return count;
  }

  /** NaN without rows. */
  public double mean() {
    return count > 0 ? sum / count : Double.NaN;
  }

  /** Unbiased; 0 below two rows. */
  public double variance() {
    return count > 1 ? Math.max(0, (squares - sum * sum / count) / (count - 1)) : 0;
  }

  /** The mean with its normal interval; unbounded below two rows. */
  public Estimate estimate(double confidence) {
    double z = Intervals.quantile(confidence);
    if (count < 2) {
      return new Estimate(mean(), -LARGEST, LARGEST);
    }
    double half = z * Math.sqrt(variance() / count);
    return new Estimate(mean(), mean() - half, mean() + half);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(count);
    out.writeDouble(sum);
    out.writeDouble(squares);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no loss of a known format
   */
  public static BoundedLoss read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("bounded loss format %d is unknown".formatted(format));
    }
    BoundedLoss loss = new BoundedLoss();
    loss.count = in.readLong();
    loss.sum = in.readDouble();
    loss.squares = in.readDouble();
    if (!Double.isFinite(loss.sum) || !Double.isFinite(loss.squares)) {
      throw new IOException("a loss is not finite");
    }
    return loss;
  }
}
