package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

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

  private final long seed;
  private final int dimension;
  private final List<FourierScale> scales;
  private final double[] phases;
  private final double[][] weights;

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
    double bandwidth = spread == 0 ? 1 : Math.sqrt(spread);
    Random random = new Random(seed);
    phases = random.doubles(dimension, 0, 2 * Math.PI).toArray();
    weights = new double[scales.size()][];
    for (int i = 0; i < weights.length; i++) {
      int categories = scales.get(i).categories();
      int lines = categories == 0 ? 1 : Math.min(BUCKETS, categories) + 1;
      weights[i] = new double[lines * dimension];
      Arrays.setAll(weights[i], cell -> random.nextGaussian() / bandwidth);
    }
  }

  /**
   * The random features of a row, in whole {@link #UNIT}s.
   *
   * @param features one value a feature; NaN is missing
   * @param into one place a random feature
   */
  void map(float[] features, double[] into) {
    if (features.length != weights.length) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(features.length, weights.length));
    }
    System.arraycopy(phases, 0, into, 0, dimension);
    for (int i = 0; i < features.length; i++) {
      if (!Float.isNaN(features[i])) {
        add(scales.get(i), features[i], weights[i], into);
      }
    }
    for (int k = 0; k < dimension; k++) {
      into[k] = Math.rint(Math.cos(into[k]) / UNIT);
    }
  }

  private void add(FourierScale scale, float value, double[] lines, double[] into) {
    int line = 0;
    double z = 1;
    if (scale.categories() == 0) {
      z = Math.max(-CLIP, Math.min(CLIP, (value - scale.centre()) / scale.deviation()));
    } else {
      int buckets = lines.length / dimension - 1;
      int index = (int) value;
      boolean seen = index >= 0 && index < scale.categories() && index == value;
      line = (seen ? index % buckets : buckets) * dimension;
    }
    for (int k = 0; k < dimension; k++) {
      into[k] += z * lines[line + k];
    }
  }

  /** How many random features a row has. */
  public int dimension() {
    return dimension;
  }

  /** How many features a row has. */
  public int features() {
    return weights.length;
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
