package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Count, mean and variance in one pass, mergeable. The updates are Welford's (1962) and the merge
 * that of Chan, Golub and LeVeque (1979), which stay exact where sums of squares cancel.
 */
public final class Moments {
  /** Values beyond this count as this, so that the squares of 2^63 of them stay finite. */
  static final double LIMIT = 1e140;

  private long count;
  private double mean;
  private double squares;

  /**
   * The moments of so many values.
   *
   * @param variance the unbiased one; 0 below two values
   */
  public static Moments of(long count, double mean, double variance) {
    Moments moments = new Moments();
    moments.count = count;
    moments.mean = mean;
    moments.squares = variance * Math.max(0, count - 1);
    return moments;
  }

  /** In place of what is here. */
  void set(long count, double mean, double squares) {
    this.count = count;
    this.mean = mean;
    this.squares = squares;
  }

  /** Adds a finite value. */
  public void add(double value) {
    if (!(Math.abs(value) <= LIMIT)) {
      addClamped(value);
      return;
    }
    count++;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }

  private void addClamped(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("%s has no moments".formatted(value));
    }
    add(Math.copySign(LIMIT, value));
  }

  /**
   * Adds the first {@code count} values, if all are finite: about the first of them, so that their
   * squares do not cancel.
   *
   * @return whether they were added
   */
  public boolean addFinite(double[] values, int count) {
    double about = count == 0 ? 0 : values[0];
    double evenSum = 0;
    double oddSum = 0;
    double evenSquares = 0;
    double oddSquares = 0;
    for (int i = 0; i < count - 1; i += 2) {
      double even = values[i] - about;
      double odd = values[i + 1] - about;
      evenSum += even;
      oddSum += odd;
      evenSquares += even * even;
      oddSquares += odd * odd;
    }
    double single = count % 2 == 0 ? 0 : values[count - 1] - about;
    return addSums(
        count, about, evenSum + oddSum + single, evenSquares + oddSquares + single * single);
  }

  /**
   * Adds values by their sums, if these are finite.
   *
   * @param about what was taken from each, near them so that their squares do not cancel
   * @param sum of these differences
   * @param squares the sum of their squares
   * @return whether they were added
   */
  boolean addSums(int count, double about, double sum, double squares) {
    if (!Double.isFinite(squares)) {
      return false;
    }
    if (count > 0) {
      double delta = sum / count;
      merge(count, about + delta, Math.max(0, squares - sum * delta));
    }
    return true;
  }

  /**
   * The moments of a population that is made of others.
   *
   * @param factors how often each value of a part counts, not negative, one a part
   */
  static Moments mixture(List<Moments> parts, double[] factors) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < factors.length; i++) {
      total += factors[i] * parts.get(i).count;
      sum += factors[i] * parts.get(i).count * parts.get(i).mean;
    }
    Moments mixture = new Moments();
    mixture.count = Math.round(total);
    if (mixture.count == 0) {
      return mixture;
    }
    mixture.mean = sum / total;
    for (int i = 0; i < factors.length; i++) {
      double delta = parts.get(i).mean - mixture.mean;
      mixture.squares += factors[i] * (parts.get(i).squares + delta * delta * parts.get(i).count);
    }
    return mixture;
  }

  public void merge(Moments other) {
    if (other.count > 0) {
      merge(other.count, other.mean, other.squares);
    }
  }

  private void merge(long otherCount, double otherMean, double otherSquares) {
    long total = count + otherCount;
    double delta = otherMean - mean;
    squares += otherSquares + delta * delta * ((double) count * otherCount / total);
    mean += delta * otherCount / total;
    count = total;
  }

  public long count() {
    return count;
  }

  /** The mean; 0 where nothing was added. */
  public double mean() {
    return mean;
  }

  /** The sum of squared distances from the mean. */
  double squares() {
    return squares;
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
    boolean sound =
        Math.abs(moments.mean) <= LIMIT && moments.squares >= 0 && Double.isFinite(moments.squares);
    if (!sound) {
      throw new IOException("a mean of %s is damaged".formatted(moments.mean));
    }
    return moments;
  }
}
