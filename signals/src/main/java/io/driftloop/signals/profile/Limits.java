package io.driftloop.signals.profile;

import io.driftloop.signals.lanes.Lanes;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The edges of a number's bins and the ends of its {@link Range} as one ascending row: which of
 * them lie below a value says at once its bin and whether it is out of range. So each value is
 * compared with each limit by the sign of a difference, without a branch, several values at a time.
 *
 * <p>Where there are no {@link Lanes}, the difference is one of 31 bits, which cannot overflow, and
 * is exact all the same: {@code a < b} of whole numbers is {@code ⌊a/2⌋ < ⌊b/2⌋} for odd a and
 * {@code ⌊a/2⌋ < ⌈b/2⌉} for even a.
 */
final class Limits {
  /** Of more limits, a search is quicker. */
  static final int MOST = 20;

  private final float[] limits;

  /** An even number of {@link #order}s; the last one may be there to fill up, above all values. */
  private final int[] orders;

  /**
   * A bit a limit: whether it is an edge. This and what follows lies in one place, as it is read
   * again and again by models whose limits are in no processor's cache.
   */
  private final int edges;

  /** The bin of values below all limits. */
  private final int firstBin;

  /** Places below the low end, and the first one above the high end. */
  private final int below;

  private final int above;

  /** The same of the fences. */
  private final int belowFence;

  private final int aboveFence;

  private Limits(float[] limits, float[] edges, Range range) {
    this.limits = limits;
    orders = new int[limits.length + limits.length % 2];
    Arrays.fill(orders, Integer.MAX_VALUE);
    int bits = 0;
    for (int i = 0; i < limits.length; i++) {
      orders[i] = order(Float.floatToRawIntBits(limits[i]));
      bits |= (edgesUpTo(edges, limits[i]) - edgesUpTo(edges, Math.nextDown(limits[i]))) << i;
    }
    this.edges = bits;
    firstBin = edgesUpTo(edges, Float.NEGATIVE_INFINITY);
    below = placesBelow(range.low());
    above = placesUpTo(range.high());
    belowFence = placesBelow(range.lowFence());
    aboveFence = placesUpTo(range.highFence());
  }

  /** Places whose values are all below an end: those that end before it. */
  private int placesBelow(float end) {
    int places = 0;
    while (places < limits.length && limits[places] < end) {
      places++;
    }
    return places;
  }

  /** Places that may have values up to an end: the first, and those that begin before it. */
  private int placesUpTo(float end) {
    return 1 + placesBelow(end);
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
  private static int order(int bits) {
    int sign = bits >> (Integer.SIZE - 1);
    return ((bits & Integer.MAX_VALUE) ^ sign) - sign;
  }

  /**
   * Finds the places of finite values.
   *
   * @param bits theirs, with room for a multiple of 64, which is written to
   * @param into takes how many values lie in each
   * @param ranks takes twice the bin of each value
   */
  void place(int[] bits, int count, Places into, int[] ranks) {
    if (into.lanes != null) {
      into.lanes.place(bits, count, limits, 2 * firstBin, edges, ranks, into.tally);
    } else {
      placeInLoops(bits, count, into, ranks);
    }
  }

  /** The same in loops of whole numbers, which is what a compiler makes vectors of by itself. */
  private void placeInLoops(int[] bits, int count, Places into, int[] ranks) {
    halve(bits, count, into.lower, into.upper, into.places);
    for (int i = 0; i < orders.length; i += 2) {
      int first = orders[i];
      int second = orders[i + 1];
      addBelow(
          into.places,
          count,
          first >> 1,
          (first & 1) == 1 ? into.lower : into.upper,
          second >> 1,
          (second & 1) == 1 ? into.lower : into.upper);
    }
    Arrays.fill(into.tally, 0, limits.length + 1, 0);
    for (int k = 0; k < count; k++) {
      int place = into.places[k];
      into.tally[place]++;
      ranks[k] = 2 * bin(place);
    }
  }

  private static void halve(int[] bits, int count, int[] lower, int[] upper, int[] places) {
    for (int k = 0; k < count; k++) {
      int order = order(bits[k]);
      lower[k] = order >> 1;
      upper[k] = (order >> 1) + (order & 1);
      places[k] = 0;
    }
  }

  /** Adds 1 to a value's place for each of two limits below it. */
  private static void addBelow(
      int[] places, int count, int first, int[] byFirst, int second, int[] bySecond) {
    for (int k = 0; k < count; k++) {
      places[k] += ((first - byFirst[k]) >>> 31) + ((second - bySecond[k]) >>> 31);
    }
  }

  private int bin(int place) {
    return firstBin + Integer.bitCount(edges & (1 << place) - 1);
  }

  /**
   * Adds placed values to their bins, and to what is known of their range.
   *
   * @param from where the number's bins begin in the counts
   */
  void count(Places placed, long[] counts, int from, NumberProfile number) {
    int[] tally = placed.tally;
    int bin = from + firstBin;
    for (int place = 0; place <= limits.length; place++) {
      counts[bin] += tally[place];
      bin += edges >>> place & 1;
    }
    int outliers = sum(tally, 0, belowFence) + sum(tally, aboveFence, limits.length + 1);
    number.addOutside(sum(tally, 0, below), sum(tally, above, limits.length + 1), outliers);
  }

  private static int sum(int[] tally, int from, int to) {
    int sum = 0;
    for (int place = from; place < to; place++) {
      sum += tally[place];
    }
    return sum;
  }
}
