package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Mean and covariance of {@link FourierFeatures} over rows: what a test of all features together
 * needs. Sums are of whole numbers, so that merging equals one pass to the last bit below some 5 ×
 * 10^8 rows. A row of D random features over d features costs D(d + D/2) multiplications and D
 * cosines, many times what a histogram does: where rows are many, add a sample of them.
 */
public final class FourierProfile implements Profile<FourierProfile> {
  private static final int FORMAT = 1;

  private final ProductSums sums;
  private final double[] row;
  private long rows;

  private FourierProfile(int dimension) {
    sums = new ProductSums(dimension);
    row = new double[dimension];
  }

  /** No rows under a map of this dimension. */
  public static FourierProfile empty(int dimension) {
    if (dimension < 1 || dimension > FourierFeatures.MOST) {
      throw new IllegalArgumentException("a dimension of %d".formatted(dimension));
    }
    return new FourierProfile(dimension);
  }

  /**
   * Adds a row.
   *
   * @param map the reference's, the same for all rows
   * @param features one value a feature; NaN is missing
   */
  public void add(FourierFeatures map, float[] features) {
    if (map.dimension() != dimension()) {
      throw new IllegalArgumentException(
          "%d random features, expected %d".formatted(map.dimension(), dimension()));
    }
    map.map(features, row);
    sums.add(row);
    rows++;
  }

  @Override
  public void merge(FourierProfile other) {
    if (other.dimension() != dimension()) {
      throw new IllegalArgumentException("profiles of different dimensions do not merge");
    }
    sums.addScaled(other.sums, 1);
    rows += other.rows;
  }

  /**
   * The profile of a population made of parts in other shares than their rows have, worth as many
   * rows as {@link Mixture} says; the last part is the whole, which stands in for one without rows.
   */
  static FourierProfile mixture(List<FourierProfile> parts, double[] weights) {
    long[] rows = parts.stream().mapToLong(FourierProfile::rows).toArray();
    double[] factors = Mixture.factors(weights, rows);
    double exact = 0;
    for (int i = 0; i < rows.length; i++) {
      exact += factors[i] * rows[i];
    }
    FourierProfile mixture = empty(parts.get(0).dimension());
    mixture.rows = Math.round(exact);
    for (int part = 0; part < rows.length; part++) {
      double factor = factors[part] * mixture.rows / Math.max(1, exact);
      mixture.sums.addScaled(parts.get(part).sums, factor);
    }
    return mixture;
  }

  @Override
  public long rows() {
    return rows;
  }

  public int dimension() {
    return row.length;
  }

  /** Mean of each random feature, from -1 to 1; 0 without rows. */
  public double[] mean() {
    double[] mean = new double[dimension()];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sums.sum(i) / Math.max(1, rows) * FourierFeatures.UNIT;
    }
    return mean;
  }

  /** The unbiased covariance of the random features, symmetric; 0 below two rows. */
  public double[][] covariance() {
    double[][] covariance = new double[dimension()][dimension()];
    double unit = FourierFeatures.UNIT * FourierFeatures.UNIT / Math.max(1, rows - 1);
    for (int i = 0; i < dimension() && rows > 1; i++) {
      for (int j = 0; j <= i; j++) {
        double value = (sums.product(i, j) - sums.sum(i) / rows * sums.sum(j)) * unit;
        covariance[i][j] = value;
        covariance[j][i] = value;
      }
    }
    return covariance;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(rows);
    out.writeInt(dimension());
    for (int i = 0; i < dimension(); i++) {
      out.writeDouble(sums.sum(i));
    }
    for (int i = 0; i < dimension(); i++) {
      for (int j = 0; j <= i; j++) {
        out.writeDouble(sums.product(i, j));
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static FourierProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("random features profile format %d is unknown".formatted(format));
    }
    long rows = Wire.readCount(in);
    int dimension = Wire.readSize(in, FourierFeatures.MOST);
    if (dimension == 0) {
      throw new IOException("a random features profile without a dimension");
    }
    FourierProfile profile = new FourierProfile(dimension);
    profile.rows = rows;
    for (int i = 0; i < dimension; i++) {
      profile.sums.setSum(i, Wire.readFinite(in));
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        profile.sums.setProduct(i, j, Wire.readFinite(in));
      }
    }
    return profile;
  }
}
