package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the reference's values of a number lay, so that a window can count what falls outside: bins
 * with open ends cannot tell the largest value seen from one a thousand times as large.
 *
 * @param low the reference's smallest finite value
 * @param high its largest
 * @param lowFence values below are outliers: the first quartile less three interquartile ranges
 *     (the outer fence of Tukey, 1977); {@code low} where the quartiles are equal, because then
 *     nearly all values are one and the fences would be too
 * @param highFence values above are outliers: the third quartile and three interquartile ranges
 */
public record Range(float low, float high, float lowFence, float highFence) {
  private static final double FENCE = 3;

  /** No value is outside: of references that had no values, or were written without a range. */
  public static final Range UNKNOWN =
      new Range(
          Float.NEGATIVE_INFINITY,
          Float.POSITIVE_INFINITY,
          Float.NEGATIVE_INFINITY,
          Float.POSITIVE_INFINITY);

  public Range {
    if (!(low <= high) || !(lowFence <= highFence)) {
      throw new IllegalArgumentException("a range needs a low end that is not above its high end");
    }
  }

  /** The range of values with these quantiles, which ascend and are finite. */
  public static Range ofQuartiles(float low, float first, float third, float high) {
    if (first == third) {
      return new Range(low, high, low, high);
    }
    double reach = FENCE * ((double) third - first);
    return new Range(low, high, (float) (first - reach), (float) (third + reach));
  }

  static Range ofSorted(float[] sorted) {
    int n = sorted.length;
    return n == 0
        ? UNKNOWN
        : ofQuartiles(sorted[0], sorted[n / 4], sorted[(int) (3L * n / 4)], sorted[n - 1]);
  }

  void write(DataOutput out) throws IOException {
    for (float end : new float[] {low, high, lowFence, highFence}) {
      out.writeFloat(end);
    }
  }

  static Range read(DataInput in) throws IOException {
    float[] ends = new float[4];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = in.readFloat();
    }
    try {
      return new Range(ends[0], ends[1], ends[2], ends[3]);
    } catch (IllegalArgumentException e) {
      throw new IOException("the range %s is damaged".formatted(Arrays.toString(ends)), e);
    }
  }
}
