package io.driftloop.signals.calibration;

import io.driftloop.signals.stats.Cholesky;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether a model gives its classes the shares that they have: mergeable sums, and Rao's score test
 * (1948) of the hypothesis that no class needs a bias. What it finds, {@link ClassBias} mends.
 *
 * <p>The gradient of the log-loss in the biases is the sum of probability minus label, its
 * information the sum of {@code diag(p) - ppᵀ}.
 */
public final class BiasProfile {
  private static final int FORMAT = 1;
  private static final int MOST_CLASSES = 1 << 10;

  /** Below it the normal law of a class's sum is not to be trusted. */
  private static final double LEAST_INFORMATION = 5;

  private final double[] gradient;
  private final double[][] information;

  /**
   * No rows.
   *
   * @param classes of the model
   */
  public BiasProfile(int classes) {
    gradient = new double[classes];
    information = new double[classes][classes];
  }

  /**
   * The outcome of the test.
   *
   * @param statistic chi-squared distributed where no class needs a bias
   * @param freedom its degrees of freedom; 0 where there is too little to test
   * @param pValue 1 where there is too little to test
   */
  public record Test(double statistic, int freedom, double pValue) {}

  /**
   * Adds a row.
   *
   * @param scores class probabilities
   * @param label the class's index
   */
  public void add(float[] scores, int label) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += scores[i];
      for (int j = 0; j < gradient.length; j++) {
        information[i][j] -= (double) scores[i] * scores[j];
      }
      information[i][i] += scores[i];
    }
    gradient[label] -= 1;
  }

  public void merge(BiasProfile other) {
    if (other.gradient.length != gradient.length) {
      throw new IllegalArgumentException("sums of other classes do not merge");
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += other.gradient[i];
      for (int j = 0; j < gradient.length; j++) {
        information[i][j] += other.information[i][j];
      }
    }
  }

  /** Expected minus actual labels of each class; a copy. */
  public double[] gradient() {
    return gradient.clone();
  }

  /** The information of the biases, classes by classes; a copy. */
  public double[][] information() {
    double[][] copy = new double[information.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = information[i].clone();
    }
    return copy;
  }

  /**
   * Rao's test over the classes of which enough is known. As all biases together change nothing,
   * the best known class is left out.
   */
  public Test test() {
    int best =
        IntStream.range(0, gradient.length)
            .reduce(0, (a, b) -> information[a][a] >= information[b][b] ? a : b);
    int[] tested =
        IntStream.range(0, gradient.length)
            .filter(i -> i != best && information[i][i] >= LEAST_INFORMATION)
            .toArray();
    if (tested.length == 0) {
      return new Test(0, 0, 1);
    }
    double[] slope = new double[tested.length];
    double[][] curvature = new double[tested.length][tested.length];
    for (int i = 0; i < tested.length; i++) {
      slope[i] = gradient[tested[i]];
      for (int j = 0; j < tested.length; j++) {
        curvature[i][j] = information[tested[i]][tested[j]];
      }
      // Of classes that always share their probability only the sum is known.
      curvature[i][i] *= 1 + 1e-9;
    }
    double[] half = Cholesky.of(curvature).solveLower(slope);
    double statistic = 0;
    for (double value : half) {
      statistic += value * value;
    }
    double pValue = ChiSquaredDistribution.of(tested.length).survivalProbability(statistic);
    return new Test(statistic, tested.length, pValue);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(gradient.length);
    for (int i = 0; i < gradient.length; i++) {
      out.writeDouble(gradient[i]);
      for (int j = 0; j <= i; j++) {
        out.writeDouble(information[i][j]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no such sums
   */
  public static BiasProfile read(DataInput in) throws IOException {
    Wire.checkFormat(in, (byte) FORMAT, "bias profile");
    BiasProfile read = new BiasProfile(Wire.readSize(in, MOST_CLASSES));
    for (int i = 0; i < read.gradient.length; i++) {
      read.gradient[i] = Wire.readFinite(in);
      for (int j = 0; j <= i; j++) {
        double value = Wire.readFinite(in);
        read.information[i][j] = value;
        read.information[j][i] = value;
      }
    }
    return read;
  }
}
