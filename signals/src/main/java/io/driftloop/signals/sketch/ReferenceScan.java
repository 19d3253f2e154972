package io.driftloop.signals.sketch;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.FourierFeatures;
import io.driftloop.signals.profile.FourierScale;
import io.driftloop.signals.profile.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first of two passes over training rows of which there may be any number: learns where values
 * lie, in bounded memory, and gives the bins that {@link
 * io.driftloop.signals.profile.ReferenceBuilder} counts in the second pass.
 */
public final class ReferenceScan {
  /** Edges' ranks are within .07 % (99 % confidence), in at most 50 kB a feature. */
  private static final int K = 4096;

  private static final double QUARTILES_OF_NORMAL = 1.3489795003921634;

  private final int[] categories;
  private final List<QuantileSketch> numbers = new ArrayList<>();
  private final long[][] counts;

  /**
   * @param categories the number of categories of each feature; 0 for a number
   */
  public ReferenceScan(int[] categories) {
    this.categories = categories.clone();
    counts = new long[categories.length][];
    for (int i = 0; i < categories.length; i++) {
      numbers.add(QuantileSketch.empty(K));
      counts[i] = new long[categories[i]];
    }
  }

  /**
   * Adds a row.
   *
   * @param row one value a feature; what is not finite is left out, as in {@link Bins#ofQuantiles}
   */
  public void add(float[] row) {
    if (row.length != categories.length) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(row.length, categories.length));
    }
    for (int i = 0; i < row.length; i++) {
      float value = row[i];
      if (categories[i] == 0 && Float.isFinite(value)) {
        numbers.get(i).add(value == 0f ? 0f : value);
      } else if (value >= 0 && value < categories[i]) {
        counts[i][(int) value]++;
      }
    }
  }

  /** Takes the rows of {@code other}, a scan of the same features, into this. */
  public void merge(ReferenceScan other) {
    if (!Arrays.equals(categories, other.categories)) {
      throw new IllegalArgumentException("scans of different features do not merge");
    }
    for (int i = 0; i < categories.length; i++) {
      numbers.get(i).merge(other.numbers.get(i));
      for (int category = 0; category < categories[i]; category++) {
        counts[i][category] += other.counts[i][category];
      }
    }
  }

  /**
   * Bins of about equal counts, one a feature, as {@link Bins#ofQuantiles} would give: the same up
   * to 4096 rows, within the sketch's error beyond.
   *
   * @param wanted bins a number, at least 2
   */
  public List<Bins> bins(int wanted) {
    List<Bins> bins = new ArrayList<>();
    for (int i = 0; i < categories.length; i++) {
      bins.add(
          categories[i] > 0
              ? Bins.ofCategories(categories[i])
              : QuantileBins.of(numbers.get(i), wanted));
    }
    return bins;
  }

  /**
   * Random features of all features together, scaled to these rows.
   *
   * @param seed of the frequencies
   * @param dimension random features; 32 see most shifts
   */
  public FourierFeatures fourier(long seed, int dimension) {
    List<FourierScale> scales = new ArrayList<>();
    for (int i = 0; i < categories.length; i++) {
      scales.add(categories[i] > 0 ? scale(counts[i]) : scale(numbers.get(i)));
    }
    return new FourierFeatures(seed, dimension, scales);
  }

  private static FourierScale scale(long[] counts) {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    double same = 0;
    for (long count : counts) {
      same += Math.pow(count / Math.max(1, total), 2);
    }
    return new FourierScale(counts.length, 0, 1, total == 0 ? 0 : 2 * (1 - same));
  }

  /** Median and quartiles, which no outlier moves; the range where the quartiles are equal. */
  private static FourierScale scale(QuantileSketch numbers) {
    Range range = QuantileBins.range(numbers);
    double centre = numbers.quantile(0.5);
    double quartiles = (double) numbers.quantile(0.75) - numbers.quantile(0.25);
    if (quartiles > 0) {
      return new FourierScale(0, centre, quartiles / QUARTILES_OF_NORMAL, 2);
    }
    double width = numbers.count() == 0 ? 0 : (double) range.high() - range.low();
    return width > 0
        ? new FourierScale(0, centre, width, 2)
        : new FourierScale(0, centre, Math.max(Math.abs(centre), 1) * 1e-6, 0);
  }
}
