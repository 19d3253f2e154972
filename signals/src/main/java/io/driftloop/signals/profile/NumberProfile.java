package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What the bins of a number cannot say: its moments, and how many values lay outside of the
 * reference's {@link Range}. Rates are these counts as a share of {@link #values()}.
 */
public final class NumberProfile {
  /** How many whole numbers it is made of, where several lie one behind the other. */
  static final int WHOLE = 5;

  /** How many others. */
  static final int MOMENTS = 2;

  private final Moments moments;
  private long infinite;
  private long below;
  private long above;
  private long outliers;

  NumberProfile() {
    this(new Moments());
  }

  private NumberProfile(Moments moments) {
    this.moments = moments;
  }

  /** Adds a value that is not missing. */
  void add(float value, Range range) {
    if (Float.isInfinite(value)) {
      infinite++;
    } else {
      moments.add(value);
    }
    if (value < range.low()) {
      below++;
    } else if (value > range.high()) {
      above++;
    }
    if (value < range.lowFence() || value > range.highFence()) {
      outliers++;
    }
  }

  /** Adds how many values lie outside, of which the moments know already. */
  void addOutside(int below, int above, int outliers) {
    this.below += below;
    this.above += above;
    this.outliers += outliers;
  }

  /** Takes over what {@link #put} laid down, in place of what is here. */
  void take(long[] whole, int from, double[] others, int first) {
    moments.set(whole[from], others[first], others[first + 1]);
    infinite = whole[from + 1];
    below = whole[from + 2];
    above = whole[from + 3];
    outliers = whole[from + 4];
  }

  /** Lays all of it down: {@link #WHOLE} whole numbers and {@link #MOMENTS} others. */
  void put(long[] whole, int to, double[] others, int first) {
    whole[to] = moments.count();
    whole[to + 1] = infinite;
    whole[to + 2] = below;
    whole[to + 3] = above;
    whole[to + 4] = outliers;
    others[first] = moments.mean();
    others[first + 1] = moments.squares();
  }

  void merge(NumberProfile other) {
    moments.merge(other.moments);
    infinite += other.infinite;
    below += other.below;
    above += other.above;
    outliers += other.outliers;
  }

  /** Values that were not missing. */
  public long values() {
    return moments.count() + infinite;
  }

  /** Moments of the finite values. */
  public Moments moments() {
    return moments;
  }

  /** Values below the reference's smallest. */
  public long below() {
    return below;
  }

  /** Values above the reference's largest. */
  public long above() {
    return above;
  }

  /** Values beyond the fences of the reference's {@link Range}. */
  public long outliers() {
    return outliers;
  }

  static NumberProfile mixture(List<NumberProfile> parts, double[] factors) {
    NumberProfile mixture =
        new NumberProfile(
            Moments.mixture(parts.stream().map(NumberProfile::moments).toList(), factors));
    long[][] counts =
        parts.stream()
            .map(part -> new long[] {part.infinite, part.below, part.above, part.outliers})
            .toArray(long[][]::new);
    mixture.take(Mixture.counts(counts, factors));
    return mixture;
  }

  private void take(long[] counts) {
    infinite = counts[0];
    below = counts[1];
    above = counts[2];
    outliers = counts[3];
  }

  void write(DataOutput out) throws IOException {
    moments.write(out);
    for (long count : new long[] {infinite, below, above, outliers}) {
      out.writeLong(count);
    }
  }

  static NumberProfile read(DataInput in) throws IOException {
    NumberProfile profile = new NumberProfile(Moments.read(in));
    long[] counts = new long[4];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Wire.readCount(in);
    }
    profile.take(counts);
    return profile;
  }
}
