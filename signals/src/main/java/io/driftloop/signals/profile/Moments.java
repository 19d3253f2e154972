package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Count, mean and variance in one pass, mergeable. The updates are Welford's (1962) and the merge
 * that of Chan, Golub and LeVeque (1979), which stay exact where sums of squares cancel.
 */
public final class Moments {
  private long count;
  private double mean;
  private double squares;

  public void add(double value) {
    count++;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }

  public void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    long total = count + other.count;
    double delta = other.mean - mean;
    squares += other.squares + delta * delta * ((double) count * other.count / total);
    mean += delta * other.count / total;
    count = total;
  }

  public long count() {
    return count;
  }

  /** The mean; 0 where nothing was added. */
  public double mean() {
    return mean;
  }

  /** The unbiased variance; 0 below two values. */
  public double variance() {
    return count < 2 ? 0 : squares / (count - 1);
  }

  /** The squared standard error of the mean; 0 below two values. */
  public double squaredError() {
    return count < 2 ? 0 : variance() / count;
  }

  public void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(squares);
  }

  public static Moments read(DataInput in) throws IOException {
    Moments moments = new Moments();
    moments.count = Wire.readCount(in);
    moments.mean = in.readDouble();
    moments.squares = in.readDouble();
    if (!Double.isFinite(moments.mean) || !(moments.squares >= 0)) {
      throw new IOException("a mean of %s is damaged".formatted(moments.mean));
    }
    return moments;
  }
}
