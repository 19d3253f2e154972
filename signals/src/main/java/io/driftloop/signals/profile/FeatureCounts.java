package io.driftloop.signals.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A histogram a feature, and a {@link NumberProfile} a number, of all features one behind the
 * other: of a thousand models none is in the processor's cache when its rows are counted, and it
 * fetches memory ahead where that is read in order.
 */
final class FeatureCounts {
  /** By feature: where its bins begin; and where the last one's end. */
  private final int[] starts;

  private final long[] bins;

  /** By feature: whether it has a number's profile. */
  private final boolean[] numbers;

  /** By feature: the whole numbers and the moments of its profile, see {@link NumberProfile}. */
  private final long[] whole;

  private final double[] moments;

  private FeatureCounts(int[] starts, boolean[] numbers) {
    this.starts = starts;
    this.numbers = numbers;
    bins = new long[starts[starts.length - 1]];
    whole = new long[numbers.length * NumberProfile.WHOLE];
    moments = new double[numbers.length * NumberProfile.MOMENTS];
  }

  /** No values of features that have these bins. */
  static FeatureCounts empty(List<Bins> bins) {
    int[] starts = new int[bins.size() + 1];
    boolean[] numbers = new boolean[bins.size()];
    for (int i = 0; i < numbers.length; i++) {
      starts[i + 1] = starts[i] + bins.get(i).size();
      numbers[i] = !bins.get(i).categorical();
    }
    return new FeatureCounts(starts, numbers);
  }

  /**
   * What was counted of each feature.
   *
   * @param counts by feature, then by bin
   * @param numbers by feature; null for a category, and where nothing is known of it
   */
  static FeatureCounts of(long[][] counts, NumberProfile[] numbers) {
    int[] starts = new int[counts.length + 1];
    boolean[] known = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      starts[i + 1] = starts[i] + counts[i].length;
      known[i] = numbers[i] != null;
    }
    FeatureCounts all = new FeatureCounts(starts, known);
    for (int i = 0; i < counts.length; i++) {
      System.arraycopy(counts[i], 0, all.bins, starts[i], counts[i].length);
      if (known[i]) {
        all.put(i, numbers[i]);
      }
    }
    return all;
  }

  int features() {
    return numbers.length;
  }

  /** All features' bins, to be counted in. */
  long[] bins() {
    return bins;
  }

  /** Where a feature's bins begin. */
  int start(int feature) {
    return starts[feature];
  }

  boolean isNumber(int feature) {
    return numbers[feature];
  }

  /** Copies what is known of a number. */
  void take(int feature, NumberProfile into) {
    into.take(whole, feature * NumberProfile.WHOLE, moments, feature * NumberProfile.MOMENTS);
  }

  /** Copies it back. */
  void put(int feature, NumberProfile from) {
    from.put(whole, feature * NumberProfile.WHOLE, moments, feature * NumberProfile.MOMENTS);
  }

  /** A copy of a feature's bins. */
  long[] bins(int feature) {
    return Arrays.copyOfRange(bins, starts[feature], starts[feature + 1]);
  }

  /** A copy of what is known of a number; empty for what is none, or not known. */
  Optional<NumberProfile> number(int feature) {
    if (!numbers[feature]) {
      return Optional.empty();
    }
    NumberProfile number = new NumberProfile();
    take(feature, number);
    return Optional.of(number);
  }

  void merge(FeatureCounts other) {
    if (!Arrays.equals(starts, other.starts)) {
      throw new IllegalArgumentException("profiles over different bins do not merge");
    }
    DataProfile.addAll(bins, other.bins);
    NumberProfile mine = new NumberProfile();
    NumberProfile others = new NumberProfile();
    for (int i = 0; i < numbers.length; i++) {
      if (other.numbers[i]) {
        take(i, mine);
        other.take(i, others);
        mine.merge(others);
        put(i, mine);
        numbers[i] = true;
      }
    }
  }
}
