package io.driftloop.signals.profile;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The edges of a number's bins and the ends of its {@link Range} as one ascending row: which of
 * them lie below a value says at once its bin and whether it is out of range. So each value is
 * compared with each limit by the sign of a difference, without a branch, several values at a time.
 *
 * <p>The difference is one of 31 bits, which cannot overflow, and is exact all the same: {@code a <
 * b} of whole numbers is {@code ⌊a/2⌋ < ⌊b/2⌋} for odd a and {@code ⌊a/2⌋ < ⌈b/2⌉} for even a.
 */
final class Limits {
  /** Of more limits, a search is quicker. */
  static final int MOST = 20;

  /** Half of the order of a limit that no value is above. */
  private static final int BEYOND = 1 << 30;

  private final int[] halves;
  private final boolean[] odd;

  /** What is known of the values between two limits. */
  private final int[] bin;

  private final boolean[] below;
  private final boolean[] above;
  private final boolean[] outlier;

  private Limits(float[] limits, float[] edges, Range range) {
    int padded = limits.length + limits.length % 2;
    halves = new int[padded];
    Arrays.fill(halves, BEYOND);
    odd = new boolean[padded];
    int places = limits.length + 1;
    bin = new int[places];
    below = new boolean[places];
    above = new boolean[places];
    outlier = new boolean[places];
    for (int i = 0; i < limits.length; i++) {
      int order = order(limits[i]);
      halves[i] = order >> 1;
      odd[i] = (order & 1) == 1;
    }
    for (int place = 0; place < places; place++) {
      float from = place == 0 ? Float.NEGATIVE_INFINITY : limits[place - 1];
      float to = place == limits.length ? Float.POSITIVE_INFINITY : limits[place];
      bin[place] = edgesUpTo(edges, from);
      below[place] = to < range.low();
      above[place] = place > 0 && from >= range.high();
      outlier[place] = to < range.lowFence() || (place > 0 && from >= range.highFence());
    }
  }

  /**
   * The limits of a number.
   *
   * @return empty where they are too many
   */
  static Optional<Limits> of(float[] edges, Range range) {
    TreeSet<Float> limits = new TreeSet<>();
    for (float edge : edges) {
      limits.add(edge + 0f);
    }
    for (float end : new float[] {range.low(), range.lowFence()}) {
      // A value is below the end where it is not above the number before it.
      limits.add(Math.nextDown(end) + 0f);
    }
    limits.add(range.high() + 0f);
    limits.add(range.highFence() + 0f);
    limits.removeIf(limit -> limit.isInfinite());
    if (limits.size() > MOST) {
      return Optional.empty();
    }
    float[] ascending = new float[limits.size()];
    int i = 0;
    for (float limit : limits) {
      ascending[i++] = limit;
    }
    return Optional.of(new Limits(ascending, edges, range));
  }

  private static int edgesUpTo(float[] edges, float value) {
    int count = 0;
    while (count < edges.length && edges[count] <= value) {
      count++;
    }
    return count;
  }

  /** A whole number that is greater where a value is; zeros of both signs are equal. */
  private static int order(float value) {
    int bits = Float.floatToRawIntBits(value + 0f);
    return bits ^ ((bits >> (Integer.SIZE - 1)) & Integer.MAX_VALUE);
  }

  /** Finds the places of finite values. */
  void place(float[] values, int from, int count, Places into) {
    for (int k = 0; k < count; k++) {
      int order = order(values[from + k]);
      into.lower[k] = order >> 1;
      into.upper[k] = (order >> 1) + (order & 1);
      into.places[k] = 0;
    }
    for (int i = 0; i < halves.length; i += 2) {
      addBelow(
          into.places,
          count,
          halves[i],
          odd[i] ? into.lower : into.upper,
          halves[i + 1],
          odd[i + 1] ? into.lower : into.upper);
    }
  }

  /** Adds 1 to a value's place for each of two limits below it. */
  private static void addBelow(
      int[] places, int count, int first, int[] byFirst, int second, int[] bySecond) {
    for (int k = 0; k < count; k++) {
      places[k] += ((first - byFirst[k]) >>> 31) + ((second - bySecond[k]) >>> 31);
    }
  }

  /** Adds placed values to their bins, and to what is known of their range. */
  void count(Places placed, int count, long[] counts, NumberProfile number) {
    int[] tally = placed.tally;
    Arrays.fill(tally, 0, bin.length, 0);
    for (int k = 0; k < count; k++) {
      tally[placed.places[k]]++;
    }
    for (int place = 0; place < bin.length; place++) {
      counts[bin[place]] += tally[place];
      if (outlier[place] || below[place] || above[place]) {
        number.addOutside(tally[place], below[place], above[place], outlier[place]);
      }
    }
  }

  /** The bins of places. */
  void bins(Places placed, int count, int[] into) {
    for (int k = 0; k < count; k++) {
      into[k] = bin[placed.places[k]];
    }
  }
}
