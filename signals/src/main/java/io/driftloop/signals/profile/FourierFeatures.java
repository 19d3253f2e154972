package io.driftloop.signals.profile;

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
  private static final double TURNS = 1 / (2 * Math.PI);

  private final long seed;
  private final int dimension;
  private final List<FourierScale> scales;
  private final double[] phases;

  /** A line of {@link #dimension} for each number, and for each bucket of a category. */
  private final double[][] weights;

  /** What weights are scaled by. */
  private final double inverseBandwidth;

  /** Holds what others with this seed use, too. */
  private final Frequencies frequencies;

  /** Where each feature's lines begin. */
  private final int[] first;

  /** Of each feature, as its scale has them. */
  private final int[] categories;

  private final double[] centres;
  private final double[] inverseDeviations;

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
    centres = scales.stream().mapToDouble(FourierScale::centre).toArray();
    inverseDeviations = scales.stream().mapToDouble(s -> 1 / s.deviation()).toArray();
    categories = scales.stream().mapToInt(FourierScale::categories).toArray();
  }

  private static int lines(FourierScale scale) {
    return scale.categories() == 0 ? 1 : Math.min(BUCKETS, scale.categories()) + 1;
  }

  /**
   * The random features of a row, in whole {@link #UNIT}s.
   *
   * @param features one value a feature; NaN is missing
   * @param into one place a random feature
   */
  void map(float[] features, double[] into) {
    if (features.length != first.length) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(features.length, first.length));
    }
    System.arraycopy(phases, 0, into, 0, dimension);
    int i = 0;
    for (; i + TOGETHER <= features.length; i += TOGETHER) {
      addFour(i, features, into);
    }
    for (; i < features.length; i++) {
      addOne(i, features[i], into);
    }
    for (int k = 0; k < dimension; k++) {
      into[k] = Math.rint(cosine(into[k]) / UNIT);
    }
  }

  /**
   * 1 − 2 sin²(x/2), by Taylor's series of the sine within half a turn: right to 1e-8, which is far
   * below a {@link #UNIT}, and, without a branch, a call or a division, several at once for a
   * processor, with products that do not wait for each other.
   */
  static double cosine(double x) {
    double turns = x * TURNS;
    double half = (turns - Math.rint(turns)) * Math.PI;
    double y = half * half;
    double square = y * y;
    double low = 1 + y * (-1.0 / 6);
    double middle = 1.0 / 120 + y * (-1.0 / 5_040);
    double high = 1.0 / 362_880 + y * (-1.0 / 39_916_800) + square * (1 / 6_227_020_800.0);
    double sine = half * (low + square * (middle + square * high));
    return 1 - 2 * sine * sine;
  }

  /** One pass over the random features for four of the row's. */
  private void addFour(int i, float[] features, double[] into) {
    double z0 = scaled(i, features[i]);
    double z1 = scaled(i + 1, features[i + 1]);
    double z2 = scaled(i + 2, features[i + 2]);
    double z3 = scaled(i + 3, features[i + 3]);
    double[] line0 = line(i, features[i]);
    double[] line1 = line(i + 1, features[i + 1]);
    double[] line2 = line(i + 2, features[i + 2]);
    double[] line3 = line(i + 3, features[i + 3]);
    for (int k = 0; k < dimension; k++) {
      into[k] += z0 * line0[k] + z1 * line1[k] + z2 * line2[k] + z3 * line3[k];
    }
  }

  private void addOne(int i, float value, double[] into) {
    double z = scaled(i, value);
    double[] line = line(i, value);
    for (int k = 0; k < dimension; k++) {
      into[k] += z * line[k];
    }
  }

  private double scaled(int i, float value) {
    if (Float.isNaN(value)) {
      return 0;
    }
    if (categories[i] > 0) {
      return inverseBandwidth;
    }
    double z = (value - centres[i]) * inverseDeviations[i];
    return (z > CLIP ? CLIP : z < -CLIP ? -CLIP : z) * inverseBandwidth;
  }

  private double[] line(int i, float value) {
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
