package io.driftloop.signals.unlabelled;

import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.profile.ScoreBlock;
import io.driftloop.signals.profile.Scores;
import io.driftloop.signals.stats.Logarithm;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A window's performance before its labels come, as far as calibrated scores foretell it
 * (confidence-based performance estimation: NannyML 2022): a row predicted with a probability of .8
 * of being right counts as .8 of a hit. It sees what shifts among rows that the model knows to be
 * easy or hard. It is blind to concept drift: where the same rows now have other labels, the scores
 * stay as they were and so does the estimate. Bounded and mergeable; takes 8·classes² bytes.
 */
public final class ExpectedPerformance implements Profile<ExpectedPerformance> {
  /** The first format ended with a grid of both sides of the scores of two classes. */
  private static final byte FIRST_FORMAT = 1;

  private static final int FIRST_FORMATS_GRID = 2 * 1024;
  private static final byte FORMAT = 2;
  private static final int MAX_CLASSES = 1000;

  /** As {@code PerformanceProfile} has it, so that both log-losses compare. */
  private static final double SMALLEST_PROBABILITY = 1e-6;

  private static final double LARGEST_LOSS = -Logarithm.of(SMALLEST_PROBABILITY);

  private final double[][] confusion;
  private final Moments correct;
  private final Moments logLoss;

  /** Of the row that is being added, one a class each. */
  private final double[] probabilities;

  private final double[] logarithms;
  private double outcomeVariance;
  private double lossVariance;

  /**
   * Without rows yet.
   *
   * @param classes number of classes, 1 to 1,000
   */
  public ExpectedPerformance(int classes) {
    this(classes, new Moments(), new Moments());
  }

  private ExpectedPerformance(int classes, Moments correct, Moments logLoss) {
    if (classes < 1 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException(
          "%d classes are outside 1 to %d".formatted(classes, MAX_CLASSES));
    }
    this.confusion = new double[classes][classes];
    this.correct = correct;
    this.logLoss = logLoss;
    this.probabilities = new double[classes];
    this.logarithms = new double[classes];
  }

  /** Adds a row by its scores as the model gave them. */
  public void add(ScoreCalibration calibration, float[] scores) {
    requireClasses(scores.length);
    calibration.calibrate(scores, probabilities);
    for (int i = 0; i < logarithms.length; i++) {
      logarithms[i] = Logarithm.of(scores[i]);
    }
    int predicted = Scores.top(scores);
    logLoss.add(count(predicted, probabilities, logarithms, 0));
    correct.add(probabilities[predicted]);
  }

  /** Adds the rows of a block. */
  public void add(ScoreCalibration calibration, ScoreBlock block) {
    requireClasses(block.classes());
    double[] calibrated = calibration.calibrate(block);
    double[] right = block.scratch();
    double[] losses = block.secondScratch();
    for (int row = 0, first = 0; row < block.rows(); row++, first += block.classes()) {
      int predicted = block.top(row);
      losses[row] = count(predicted, calibrated, block.logarithms(), first);
      right[row] = calibrated[first + predicted];
    }
    logLoss.addFinite(losses, block.rows());
    correct.addFinite(right, block.rows());
  }

  private void requireClasses(int scores) {
    if (scores != confusion.length) {
      throw new IllegalArgumentException(
          "%d scores, expected %d".formatted(scores, confusion.length));
    }
  }

  /**
   * Counts a row in all but the moments.
   *
   * @param probabilities its own, from {@code first} on
   * @param logarithms those of its scores, from {@code first} on
   * @return its expected log-loss
   */
  private double count(int predicted, double[] probabilities, double[] logarithms, int first) {
    double[] expected = confusion[predicted];
    double loss = 0;
    double squares = 0;
    for (int i = 0; i < expected.length; i++) {
      double logarithm = logarithms[first + i];
      double probability = probabilities[first + i];
      double ifTrue = -logarithm < LARGEST_LOSS ? -logarithm : LARGEST_LOSS;
      expected[i] += probability;
      loss += probability * ifTrue;
      squares += probability * ifTrue * ifTrue;
    }
    double right = probabilities[first + predicted];
    outcomeVariance += right * (1 - right);
    lossVariance += Math.max(0, squares - loss * loss);
    return loss;
  }

  @Override
  public void merge(ExpectedPerformance other) {
    if (other.confusion.length != confusion.length) {
      throw new IllegalArgumentException("estimates of other classes do not merge");
    }
    for (int i = 0; i < confusion.length; i++) {
      for (int j = 0; j < confusion.length; j++) {
        confusion[i][j] += other.confusion[i][j];
      }
    }
    correct.merge(other.correct);
    logLoss.merge(other.logLoss);
    outcomeVariance += other.outcomeVariance;
    lossVariance += other.lossVariance;
  }

  @Override
  public long rows() {
    return correct.count();
  }

  /** Expected counts by predicted class, then true class. */
  public double[][] confusion() {
    double[][] copy = new double[confusion.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = confusion[i].clone();
    }
    return copy;
  }

  /**
   * Moments of each row's probability of being right. Against those of the reference's held-back
   * rows, {@link Confidence#meanChange} tests whether the estimated accuracy changed.
   */
  public Moments correct() {
    return correct;
  }

  /** The expected accuracy. */
  public Estimate accuracy() {
    return mean(correct, outcomeVariance);
  }

  /** The expected log-loss. */
  public Estimate logLoss() {
    return mean(logLoss, lossVariance);
  }

  private static Estimate mean(Moments moments, double variance) {
    double rows = Math.max(1, moments.count());
    return new Estimate(moments.mean(), Math.sqrt(variance) / rows, moments.count());
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(confusion.length);
    correct.write(out);
    logLoss.write(out);
    out.writeDouble(outcomeVariance);
    out.writeDouble(lossVariance);
    for (double[] row : confusion) {
      for (double value : row) {
        out.writeDouble(value);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote, or an older version's.
   *
   * @throws IOException where the bytes are no estimate of a known format
   */
  public static ExpectedPerformance read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FIRST_FORMAT && format != FORMAT) {
      throw new IOException("expected performance format %d is unknown".formatted(format));
    }
    int classes = Wire.readSize(in, MAX_CLASSES);
    if (classes == 0) {
      throw new IOException("an estimate of no classes is damaged");
    }
    ExpectedPerformance read = new ExpectedPerformance(classes, Moments.read(in), Moments.read(in));
    read.outcomeVariance = Wire.readSum(in);
    read.lossVariance = Wire.readSum(in);
    for (double[] row : read.confusion) {
      for (int i = 0; i < classes; i++) {
        row[i] = Wire.readSum(in);
      }
    }
    for (int i = 0; format == FIRST_FORMAT && classes == 2 && i < FIRST_FORMATS_GRID; i++) {
      in.readDouble();
    }
    return read;
  }
}
