package io.driftloop.signals.profile;

import io.driftloop.signals.drift.Spectrum;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Mean and covariance of {@link FourierFeatures} over rows: what a test of all features together
 * needs. Sums are of whole numbers, so that merging equals one pass to the last bit below some 5 ×
 * 10^8 rows. A row of D random features over d features costs Dd multiplications and D cosines, and
 * D²/2 multiplications more in a reference: where rows are many, add a sample of them.
 */
public final class FourierProfile implements Profile<FourierProfile> {
  /** With the products that a covariance needs: of references, and of windows once. */
  private static final byte COVARIANCE = 1;

  private static final byte MEAN = 2;

  /** Rows whose whole units a float adds up exactly. */
  private static final int MOST_FRESH = (1 << 24) / (int) (1 / FourierFeatures.UNIT);

  private final double[] sums;

  /** The sums of the last rows, which are not in {@link #sums} yet; of a reference, of none. */
  private final float[] fresh;

  private int freshRows;
  private Optional<ProductSums> products;
  private long rows;

  /** That of the covariance as it is; null where it has to be found. */
  private volatile Spectrum spectrum;

  private FourierProfile(int dimension, boolean covariance) {
    sums = new double[dimension];
    fresh = new float[dimension];
    products = covariance ? Optional.of(new ProductSums(dimension)) : Optional.empty();
  }

  /** No rows of a reference under a map of this dimension. */
  public static FourierProfile empty(int dimension) {
    return empty(dimension, true);
  }

  /** No rows of a window: only their mean will be known, which is all that a test asks of it. */
  public static FourierProfile emptyWindow(int dimension) {
    return empty(dimension, false);
  }

  private static FourierProfile empty(int dimension, boolean covariance) {
    if (dimension < 1 || dimension > FourierFeatures.MOST) {
      throw new IllegalArgumentException("a dimension of %d".formatted(dimension));
    }
    return new FourierProfile(dimension, covariance);
  }

  /**
   * Adds a row.
   *
   * @param map the reference's, the same for all rows
   * @param features one value a feature; NaN is missing
   */
  public void add(FourierFeatures map, float[] features) {
    add(map, features, new FourierRow());
  }

  /**
   * The same without garbage.
   *
   * @param row room for what comes between, which may be shared by what one thread fills
   */
  public void add(FourierFeatures map, float[] features, FourierRow row) {
    if (map.dimension() != dimension()) {
      throw new IllegalArgumentException(
          "%d random features, expected %d".formatted(map.dimension(), dimension()));
    }
    map.add(features, row, fresh);
    freshRows++;
    rows++;
    if (freshRows == MOST_FRESH || products.isPresent()) {
      takeFresh();
    }
  }

  private void takeFresh() {
    if (freshRows == 0) {
      return;
    }
    for (int i = 0; i < fresh.length; i++) {
      sums[i] += fresh[i];
    }
    if (products.isPresent()) {
      products.get().add(fresh);
      spectrum = null;
    }
    Arrays.fill(fresh, 0);
    freshRows = 0;
  }

  /** Adds what waits, so that reading changes nothing. */
  void settle() {
    takeFresh();
    products.ifPresent(ProductSums::settle);
  }

  /** What comes of it knows a covariance only where both parts do. */
  @Override
  public void merge(FourierProfile other) {
    if (other.dimension() != dimension()) {
      throw new IllegalArgumentException("profiles of different dimensions do not merge");
    }
    takeFresh();
    other.takeFresh();
    if (other.products.isEmpty()) {
      products = Optional.empty();
    }
    addScaled(other, 1);
    rows += other.rows;
  }

  private void addScaled(FourierProfile other, double factor) {
    spectrum = null;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * other.sums[i];
    }
    products.ifPresent(mine -> mine.addScaled(other.products.orElseThrow(), factor));
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
      mixture.addScaled(parts.get(part), factor);
    }
    return mixture;
  }

  @Override
  public long rows() {
    return rows;
  }

  public int dimension() {
    return sums.length;
  }

  /** Mean of each random feature, from -1 to 1; 0 without rows. */
  public double[] mean() {
    takeFresh();
    double[] mean = new double[dimension()];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = sums[i] / Math.max(1, rows) * FourierFeatures.UNIT;
    }
    return mean;
  }

  /**
   * The unbiased covariance of the random features, symmetric; 0 below two rows.
   *
   * @throws IllegalStateException of a window
   */
  public double[][] covariance() {
    ProductSums kept =
        products.orElseThrow(() -> new IllegalStateException("a window has no covariance"));
    double[][] covariance = new double[dimension()][dimension()];
    double unit = FourierFeatures.UNIT * FourierFeatures.UNIT / Math.max(1, rows - 1);
    for (int i = 0; i < dimension() && rows > 1; i++) {
      for (int j = 0; j <= i; j++) {
        double value = (kept.product(i, j) - sums[i] / rows * sums[j]) * unit;
        covariance[i][j] = value;
        covariance[j][i] = value;
      }
    }
    return covariance;
  }

  /**
   * The spectrum of {@link #covariance}, found once as long as no row is added.
   *
   * @throws IllegalStateException of a window
   */
  public Spectrum spectrum() {
    Spectrum known = spectrum;
    if (known == null) {
      known = Spectrum.of(covariance());
      spectrum = known;
    }
    return known;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    takeFresh();
    out.writeByte(products.isPresent() ? COVARIANCE : MEAN);
    out.writeLong(rows);
    out.writeInt(dimension());
    for (int i = 0; i < dimension(); i++) {
      out.writeDouble(sums[i]);
    }
    for (int i = 0; i < dimension() && products.isPresent(); i++) {
      for (int j = 0; j <= i; j++) {
        out.writeDouble(products.get().product(i, j));
      }
    }
  }

  /**
   * Reads what {@link #write} wrote, or an older version's, whose windows kept a covariance, too.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static FourierProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != COVARIANCE && format != MEAN) {
      throw new IOException("random features profile format %d is unknown".formatted(format));
    }
    long rows = Wire.readCount(in);
    int dimension = Wire.readSize(in, FourierFeatures.MOST);
    if (dimension == 0) {
      throw new IOException("a random features profile without a dimension");
    }
    FourierProfile profile = new FourierProfile(dimension, format == COVARIANCE);
    profile.rows = rows;
    for (int i = 0; i < dimension; i++) {
      profile.sums[i] = Wire.readFinite(in);
    }
    for (int i = 0; i < dimension && profile.products.isPresent(); i++) {
      for (int j = 0; j <= i; j++) {
        profile.products.get().setProduct(i, j, Wire.readFinite(in));
      }
    }
    return profile;
  }
}
