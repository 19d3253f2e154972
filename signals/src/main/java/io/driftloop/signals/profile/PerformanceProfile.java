package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How well scores meet labels over a window (or over a model's held-back rows). */
public final class PerformanceProfile implements Profile<PerformanceProfile> {
  private static final int FORMAT = 1;

  /** Probabilities below this count as this, so that one sure mistake keeps the log-loss finite. */
  static final double SMALLEST_PROBABILITY = 1e-6;

  private final Moments correct;
  private final Moments logLoss;

  public PerformanceProfile() {
    this(new Moments(), new Moments());
  }

  private PerformanceProfile(Moments correct, Moments logLoss) {
    this.correct = correct;
    this.logLoss = logLoss;
  }

  /**
   * The profile with these moments.
   *
   * @param correct of 1 for a hit and 0 for a miss
   * @param logLoss of as many rows
   */
  public static PerformanceProfile of(Moments correct, Moments logLoss) {
    return new PerformanceProfile(correct, logLoss);
  }

  /** Adds a row: its class probabilities and the index of its label. */
  public void add(float[] scores, int label) {
    correct.add(Scores.top(scores) == label ? 1 : 0);
    logLoss.add(-Math.log(Math.max(scores[label], SMALLEST_PROBABILITY)));
  }

  @Override
  public void merge(PerformanceProfile other) {
    correct.merge(other.correct);
    logLoss.merge(other.logLoss);
  }

  @Override
  public long rows() {
    return correct.count();
  }

  /** Moments of 1 for a hit and 0 for a miss: their mean is the accuracy. */
  public Moments correct() {
    return correct;
  }

  /** Moments of the negative natural logarithm of the label's probability. */
  public Moments logLoss() {
    return logLoss;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    correct.write(out);
    logLoss.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static PerformanceProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("performance profile format %d is unknown".formatted(format));
    }
    return new PerformanceProfile(Moments.read(in), Moments.read(in));
  }
}
