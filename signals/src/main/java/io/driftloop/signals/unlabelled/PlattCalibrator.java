package io.driftloop.signals.unlabelled;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * A sigmoid over the score's log-odds, 1 ÷ (1 + exp(−(slope·logit + intercept))): Platt (1999),
 * with his smoothed labels. With the log-odds it holds temperature scaling (Guo, Pleiss, Sun,
 * Weinberger 2017) as the case of intercept 0.
 */
public record PlattCalibrator(double slope, double intercept) implements Calibrator {
  static final byte FORMAT = 2;

  private static final double SMALLEST_SCORE = 1e-6;
  private static final int STEPS = 100;
  private static final int HALVINGS = 40;
  private static final double RIDGE = 1e-9;

  public PlattCalibrator {
    if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException("a sigmoid needs a finite slope and intercept");
    }
  }

  /** Fits the sigmoid; see {@link Calibrator#fit}. The scores as they are where there is no row. */
  public static PlattCalibrator fit(double[] scores, boolean[] hits) {
    if (scores.length != hits.length) {
      throw new IllegalArgumentException(
          "%d labels, expected %d".formatted(hits.length, scores.length));
    }
    if (scores.length == 0) {
      return new PlattCalibrator(1, 0);
    }
    double positive = IntStream.range(0, hits.length).filter(i -> hits[i]).count();
    double high = (positive + 1) / (positive + 2);
    double low = 1 / (hits.length - positive + 2);
    double[] logits = new double[scores.length];
    double[] targets = new double[scores.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = logit(scores[i]);
      targets[i] = hits[i] ? high : low;
    }
    PlattCalibrator fitted =
        new PlattCalibrator(0, Math.log((positive + 1) / (hits.length - positive + 1)));
    for (int step = 0; step < STEPS; step++) {
      PlattCalibrator next = fitted.improved(logits, targets);
      if (next.equals(fitted)) {
        return fitted;
      }
      fitted = next;
    }
    return fitted;
  }

  /** One Newton step, halved until the loss falls (Lin, Lin, Weng 2007); this where none does. */
  private PlattCalibrator improved(double[] logits, double[] targets) {
    double g0 = 0;
    double g1 = 0;
    double h00 = RIDGE;
    double h01 = 0;
    double h11 = RIDGE;
    for (int i = 0; i < logits.length; i++) {
      double p = sigmoid(slope * logits[i] + intercept);
      double weight = p * (1 - p);
      g0 += (p - targets[i]) * logits[i];
      g1 += p - targets[i];
      h00 += weight * logits[i] * logits[i];
      h01 += weight * logits[i];
      h11 += weight;
    }
    double determinant = h00 * h11 - h01 * h01;
    double stepSlope = (h11 * g0 - h01 * g1) / determinant;
    double stepIntercept = (h00 * g1 - h01 * g0) / determinant;
    double loss = loss(logits, targets);
    double share = 1;
    for (int i = 0; i < HALVINGS; i++, share /= 2) {
      double a = slope - share * stepSlope;
      double b = intercept - share * stepIntercept;
      if (Double.isFinite(a) && Double.isFinite(b)) {
        PlattCalibrator next = new PlattCalibrator(a, b);
        if (next.loss(logits, targets) < loss) {
          return next;
        }
      }
    }
    return this;
  }

  private double loss(double[] logits, double[] targets) {
    double loss = 0;
    for (int i = 0; i < logits.length; i++) {
      double z = slope * logits[i] + intercept;
      loss += Math.max(z, 0) - targets[i] * z + Math.log1p(Math.exp(-Math.abs(z)));
    }
    return loss;
  }

  @Override
  public double calibrate(double score) {
    return sigmoid(slope * logit(score) + intercept);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double logit(double score) {
    double inside = Math.min(1 - SMALLEST_SCORE, Math.max(SMALLEST_SCORE, score));
    return Math.log(inside / (1 - inside));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeDouble(slope);
    out.writeDouble(intercept);
  }

  static PlattCalibrator readRest(DataInput in) throws IOException {
    return new PlattCalibrator(Wire.readFinite(in), Wire.readFinite(in));
  }
}
