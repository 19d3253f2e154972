package io.driftloop.signals.calibration;

import io.driftloop.signals.stats.ChiSquaredQuantiles;
import io.driftloop.signals.stats.Cholesky;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Sums of the residuals of some rows, probability minus label by class, which merge: whether scores
 * still give the classes the shares that their labels have. What has shifted {@link ClassBias}
 * mends.
 *
 * <p>Compared are the mean residuals of two sets of rows, by Hotelling's statistic (1931) with the
 * covariances that each has, so that a model whose probabilities were off from the first does not
 * alarm for ever.
 */
public final class ResidualProfile {
  private static final int FORMAT = 1;
  private static final int MOST_CLASSES = 1 << 10;

  /** Rows that a class must be expected and found in, or its mean's law is not normal yet. */
  private static final double LEAST = 5;

  private long rows;
  private final double[] sums;
  private final double[][] products;

  /**
   * No rows.
   *
   * @param classes of the model
   */
  public ResidualProfile(int classes) {
    sums = new double[classes];
    products = new double[classes][classes];
  }

  /**
   * The outcome of a comparison.
   *
   * @param statistic chi-squared distributed where nothing shifted, for many rows
   * @param freedom its degrees of freedom; 0 where there is too little to compare
   * @param pValue 1 where there is too little to compare
   */
  public record Shift(double statistic, int freedom, double pValue) {

    /** The statistic that has a p-value; NaN where there is too little to compare. */
    public double statisticAt(double level) {
      return freedom == 0 ? Double.NaN : ChiSquaredQuantiles.upper(freedom, level);
    }
  }

  /**
   * Adds a row.
   *
   * @param scores class probabilities
   * @param label the class's index
   */
  public void add(float[] scores, int label) {
    change(scores, label, 1);
  }

  /** Takes a row back, for a corrected label. */
  public void remove(float[] scores, int label) {
    change(scores, label, -1);
  }

  private void change(float[] scores, int label, int sign) {
    for (int i = 0; i < sums.length; i++) {
      double residual = sign * residual(scores, label, i);
      sums[i] += residual;
      for (int j = 0; j <= i; j++) {
        products[i][j] += residual * residual(scores, label, j);
      }
    }
    rows += sign;
  }

  private static double residual(float[] scores, int label, int category) {
    return category == label ? scores[category] - 1.0 : scores[category];
  }

  public void merge(ResidualProfile other) {
    if (other.sums.length != sums.length) {
      throw new IllegalArgumentException("residuals of other classes do not merge");
    }
    rows += other.rows;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
      for (int j = 0; j <= i; j++) {
        products[i][j] += other.products[i][j];
      }
    }
  }

  public long rows() {
    return rows;
  }

  /** How far these rows' mean residuals are from a reference's. */
  public Shift from(ResidualProfile reference) {
    if (reference.sums.length != sums.length) {
      throw new IllegalArgumentException("the reference has other classes");
    }
    int[] compared = compared().filter(i -> reference.products[i][i] >= LEAST).toArray();
    return shift(
        compared,
        i -> mean(i) - reference.mean(i),
        (i, j) -> ofMeans(i, j) + reference.ofMeans(i, j));
  }

  /** How far these rows' mean residuals are from 0: what biases of the classes would mend. */
  public Shift fromZero() {
    return shift(compared().toArray(), this::mean, this::ofMeans);
  }

  /**
   * The classes whose means have a law. As residuals sum to 0, the class that varies most is left
   * out, and so are those that hardly vary.
   */
  private IntStream compared() {
    int best =
        IntStream.range(0, sums.length)
            .reduce(0, (a, b) -> products[a][a] >= products[b][b] ? a : b);
    return IntStream.range(0, sums.length).filter(i -> i != best && products[i][i] >= LEAST);
  }

  private interface Covariance {
    double of(int i, int j);
  }

  private static Shift shift(int[] compared, IntToDoubleFunction difference, Covariance of) {
    if (compared.length == 0) {
      return new Shift(0, 0, 1);
    }
    double[] differences = new double[compared.length];
    double[][] covariance = new double[compared.length][compared.length];
    for (int i = 0; i < compared.length; i++) {
      differences[i] = difference.applyAsDouble(compared[i]);
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = of.of(compared[i], compared[j]);
      }
      // Of classes that always share their probability only the sum is known.
      covariance[i][i] *= 1 + 1e-9;
    }
    double statistic = 0;
    for (double value : Cholesky.of(covariance).solveLower(differences)) {
      statistic += value * value;
    }
    double pValue = ChiSquaredDistribution.of(compared.length).survivalProbability(statistic);
    return new Shift(statistic, compared.length, pValue);
  }

  private double mean(int category) {
    return sums[category] / rows;
  }

  /** The covariance of two classes' means. */
  private double ofMeans(int i, int j) {
    return (products[Math.max(i, j)][Math.min(i, j)] / rows - mean(i) * mean(j)) / rows;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(sums.length);
    out.writeLong(rows);
    for (int i = 0; i < sums.length; i++) {
      out.writeDouble(sums[i]);
      for (int j = 0; j <= i; j++) {
        out.writeDouble(products[i][j]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no such sums
   */
  public static ResidualProfile read(DataInput in) throws IOException {
    Wire.checkFormat(in, (byte) FORMAT, "residual profile");
    ResidualProfile read = new ResidualProfile(Wire.readSize(in, MOST_CLASSES));
    read.rows = in.readLong();
    for (int i = 0; i < read.sums.length; i++) {
      read.sums[i] = Wire.readFinite(in);
      for (int j = 0; j <= i; j++) {
        read.products[i][j] = Wire.readFinite(in);
      }
    }
    return read;
  }
}
