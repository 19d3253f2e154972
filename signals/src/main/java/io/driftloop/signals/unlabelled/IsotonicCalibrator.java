package io.driftloop.signals.unlabelled;

import io.driftloop.signals.stats.EdgeSearch;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The rising step curve closest to the labels (pool adjacent violators: Ayer, Brunk, Ewing, Reid,
 * Silverman 1955; for calibration: Zadrozny, Elkan 2002), straight between its steps and level
 * outside them. Has at most {@link #MAX_BLOCKS} steps: where there would be more, scores are first
 * put into as many bins of equal counts.
 */
public final class IsotonicCalibrator implements Calibrator {
  /** The most steps. */
  public static final int MAX_BLOCKS = 200;

  static final byte FORMAT = 1;

  private final double[] knots;
  private final double[] values;

  /** From the knot before each to it. */
  private final double[] slopes;

  private final EdgeSearch search;

  private IsotonicCalibrator(double[] knots, double[] values) {
    this.knots = knots;
    this.values = values;
    slopes = new double[knots.length];
    for (int i = 1; i < slopes.length; i++) {
      slopes[i] = (values[i] - values[i - 1]) / (knots[i] - knots[i - 1]);
    }
    search = new EdgeSearch(knots);
  }

  /** Fits the curve; see {@link Calibrator#fit}. */
  public static IsotonicCalibrator fit(double[] scores, boolean[] hits) {
    if (scores.length == 0 || scores.length != hits.length) {
      throw new IllegalArgumentException(
          "%d labels for %d scores".formatted(hits.length, scores.length));
    }
    IsotonicBlocks blocks = IsotonicBlocks.pool(scores, hits, 1);
    if (blocks.size() > MAX_BLOCKS) {
      blocks = IsotonicBlocks.pool(scores, hits, (scores.length + MAX_BLOCKS - 1) / MAX_BLOCKS);
    }
    return blocks.curve(IsotonicCalibrator::new);
  }

  @Override
  public double calibrate(double score) {
    int next = search.below(score);
    if (next == 0 || next == knots.length) {
      return values[Math.min(next, knots.length - 1)];
    }
    double value = values[next] - (knots[next] - score) * slopes[next];
    return value > values[next - 1] ? value : values[next - 1];
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(knots.length);
    for (int i = 0; i < knots.length; i++) {
      out.writeDouble(knots[i]);
      out.writeDouble(values[i]);
    }
  }

  static IsotonicCalibrator readRest(DataInput in) throws IOException {
    int size = Wire.readSize(in, 2 * MAX_BLOCKS);
    double[] knots = new double[size];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      knots[i] = Wire.readFinite(in);
      values[i] = Wire.readFinite(in);
      boolean rising = i == 0 || (knots[i] > knots[i - 1] && values[i] >= values[i - 1]);
      if (!rising || values[i] < 0 || values[i] > 1) {
        throw new IOException("a calibration curve does not rise from 0 to 1");
      }
    }
    if (size == 0) {
      throw new IOException("a calibration curve without a point");
    }
    return new IsotonicCalibrator(knots, values);
  }
}
