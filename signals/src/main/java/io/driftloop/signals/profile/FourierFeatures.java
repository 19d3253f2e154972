package io.driftloop.signals.profile;

import io.driftloop.signals.lanes.CosineLanes;
import io.driftloop.signals.lanes.Lanes;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Random Fourier features (Rahimi and Recht, 2007): cos(w·z + b) with w normal and b uniform, whose
 * products average to half of the Gaussian kernel exp(−‖z − z′‖² / 2σ²). The distance of two
 * samples' mean features is then their maximum mean discrepancy (Gretton et al., 2012), and means
 * merge. Frequencies follow from a seed, so that a reference and its windows agree on them.
 *
 * <p>z holds a number as its distance from the centre in deviations, at most {@link #CLIP} of them,
 * so that no outlier turns the phase round; a category as one-hot, folded into {@link #BUCKETS} by
 * its index modulo that many, unseen categories into one more. Missing is 0 in both: a number's
 * centre, no category. σ² is the mean squared distance of two reference rows, after the median
 * heuristic of Gretton et al. with the mean, which needs no rows.
 */
public final class FourierFeatures {
  /** The most features. */
  public static final int MOST = 64;

  /** One unit of a feature's value: values are rounded to it, so that their sums are exact. */
  static final double UNIT = 1.0 / 4096;

  private static final int FORMAT = 1;
  private static final int MAX_FEATURES = 1 << 20;
  private static final int BUCKETS = 64;
  private static final double CLIP = 4;
  private static final int TOGETHER = 4;
  private static final float UNITS = (float) (1 / UNIT);
  private static final float TURNS = (float) (1 / (2 * Math.PI));

  /** Adding and taking it away rounds to a whole number, below 2^22. */
  private static final float ROUND = 0x1.8p23f;

  private final long seed;
  private final int dimension;
  private final List<FourierScale> scales;
  private final float[] phases;

  /** A line of {@link #dimension} for each number, and for each bucket of a category. */
  private final float[][] weights;

  /** What weights are scaled by. */
  private final double inverseBandwidth;

  /** Holds what others with this seed use, too. */
  private final Frequencies frequencies;

  /** Where each feature's lines begin. */
  private final int[] first;

  /** Of each feature, as its scale has them. */
  private final int[] categories;

  private final boolean numbersOnly;

  private final float[] centres;
  private final float[] factors;

  /** What a centre loses as a float, scaled. */
  private final float[] offsets;

  /** How far from 0 a scaled number may come. */
  private final float limit;

  /**
   * @param seed of the frequencies
   * @param dimension random features, from 1 to {@link #MOST}
   * @param scales one a feature
   */
  public FourierFeatures(long seed, int dimension, List<FourierScale> scales) {
    if (dimension < 1 || dimension > MOST) {
      throw new IllegalArgumentException(
          "%d random features, outside 1 to %d".formatted(dimension, MOST));
    }
    this.seed = seed;
    this.dimension = dimension;
    this.scales = List.copyOf(scales);
    double spread = scales.stream().mapToDouble(FourierScale::spread).sum();
    inverseBandwidth = spread == 0 ? 1 : 1 / Math.sqrt(spread);
    frequencies = Frequencies.of(seed, dimension);
    phases = frequencies.phases();
    first = new int[scales.size()];
    int lines = 0;
    for (int i = 0; i < first.length; i++) {
      first[i] = lines;
      lines += lines(scales.get(i));
    }
    weights = frequencies.lines(lines);
    categories = scales.stream().mapToInt(FourierScale::categories).toArray();
    numbersOnly = scales.stream().allMatch(scale -> scale.categories() == 0);
    limit = (float) (CLIP * inverseBandwidth);
    centres = new float[first.length];
    factors = new float[first.length];
    offsets = new float[first.length];
    for (int i = 0; i < first.length; i++) {
      double factor = inverseBandwidth / scales.get(i).deviation();
      centres[i] = (float) scales.get(i).centre();
      factors[i] = (float) factor;
      double lost = (centres[i] - scales.get(i).centre()) * factor;
      offsets[i] = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, lost));
    }
  }

  private static int lines(FourierScale scale) {
    return scale.categories() == 0 ? 1 : Math.min(BUCKETS, scale.categories()) + 1;
  }

  /**
   * Adds the random features of a row, in whole {@link #UNIT}s, which a float holds below 2^24.
   *
   * @param features one value a feature; NaN is missing
   * @param sums one place a random feature
   */
  void add(float[] features, FourierRow row, float[] sums) {
    if (features.length != first.length) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(features.length, first.length));
    }
    row.makeRoom(first.length, dimension);
    if (Lanes.AVAILABLE && CosineLanes.fit(dimension)) {
      int scaled = CosineLanes.scale(features, centres, factors, offsets, limit, row.scaled);
      scale(features, scaled, row.scaled);
      CosineLanes.sum(phases, row.scaled, lines(features, row), row.angles);
      CosineLanes.addCosines(row.angles, UNITS, sums);
    } else {
      addInLoops(features, row, sums);
    }
  }

  /** The same where there are no lanes, or too wide ones. */
  void addInLoops(float[] features, FourierRow row, float[] sums) {
    row.makeRoom(first.length, dimension);
    scale(features, 0, row.scaled);
    sumUp(row.scaled, lines(features, row), row.angles);
    for (int k = 0; k < dimension; k++) {
      sums[k] += UNITS * cosine(row.angles[k]) + ROUND - ROUND;
    }
  }

  /**
   * 1 − 2 sin²(x/2), by Taylor's series of the sine within half a turn: right to 1e-5, which is far
   * below a {@link #UNIT}, and, without a branch, a call or a division, several at once for a
   * processor, with products that do not wait for each other.
   */
  static float cosine(float x) {
    float turns = x * TURNS;
    float half = (turns - (turns + ROUND - ROUND)) * (float) Math.PI;
    float y = half * half;
    float square = y * y;
    float low = y * (-1f / 6) + 1;
    float middle = y * (-1f / 5_040) + 1f / 120;
    float high = y * (-1f / 39_916_800) + 1f / 362_880;
    float sine = half * (low + square * (middle + square * high));
    return sine * sine * -2 + 1;
  }

  /** Four of the row's numbers in one pass, one after the other all the same. */
  private void sumUp(float[] numbers, float[][] lines, float[] angles) {
    System.arraycopy(phases, 0, angles, 0, dimension);
    int i = 0;
    for (; i + TOGETHER <= numbers.length; i += TOGETHER) {
      addFour(i, numbers, lines, angles);
    }
    for (; i < numbers.length; i++) {
      float number = numbers[i];
      float[] line = lines[i];
      for (int k = 0; k < dimension; k++) {
        angles[k] += line[k] * number;
      }
    }
  }

  private void addFour(int i, float[] numbers, float[][] lines, float[] angles) {
    float z0 = numbers[i];
    float z1 = numbers[i + 1];
    float z2 = numbers[i + 2];
    float z3 = numbers[i + 3];
    float[] line0 = lines[i];
    float[] line1 = lines[i + 1];
    float[] line2 = lines[i + 2];
    float[] line3 = lines[i + 3];
    for (int k = 0; k < dimension; k++) {
      angles[k] = angles[k] + line0[k] * z0 + line1[k] * z1 + line2[k] * z2 + line3[k] * z3;
    }
  }

  private void scale(float[] features, int from, float[] to) {
    for (int i = from; i < features.length; i++) {
      float scaled = (features[i] - centres[i]) * factors[i] + offsets[i];
      to[i] = Float.isNaN(scaled) ? 0 : Math.max(-limit, Math.min(limit, scaled));
    }
  }

  /** The lines of a row, whose categories count as 1 where they are not missing. */
  private float[][] lines(float[] features, FourierRow row) {
    if (numbersOnly) {
      return weights;
    }
    for (int i = 0; i < first.length; i++) {
      row.lines[i] = line(i, features[i]);
      if (categories[i] > 0) {
        row.scaled[i] = Float.isNaN(features[i]) ? 0 : (float) inverseBandwidth;
      }
    }
    return row.lines;
  }

  private float[] line(int i, float value) {
    if (categories[i] == 0) {
      return weights[first[i]];
    }
    int index = (int) value;
    boolean seen = index >= 0 && index < categories[i] && index == value;
    int buckets = lines(scales.get(i)) - 1;
    return weights[first[i] + (seen ? index % buckets : buckets)];
  }

  /** How many random features a row has. */
  public int dimension() {
    return dimension;
  }

  /** How many features a row has. */
  public int features() {
    return first.length;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(seed);
    out.writeInt(dimension);
    out.writeInt(scales.size());
    for (FourierScale scale : scales) {
      scale.write(out);
    }
  }

  static FourierFeatures read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("random features format %d is unknown".formatted(format));
    }
    long seed = in.readLong();
    int dimension = Wire.readSize(in, MOST);
    int features = Wire.readSize(in, MAX_FEATURES);
    List<FourierScale> scales = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      scales.add(FourierScale.read(in));
    }
    if (dimension == 0) {
      throw new IOException("random features without a dimension");
    }
    return new FourierFeatures(seed, dimension, scales);
  }
}
