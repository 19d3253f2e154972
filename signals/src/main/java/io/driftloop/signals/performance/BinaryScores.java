package io.driftloop.signals.performance;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.LongStream;

/**
 * One class's scores with whether it was the label, in a fixed fine histogram, from which the area
 * under the ROC curve and the calibration error follow in bounded, mergeable memory. Several of
 * these, one a class, give one-versus-rest figures.
 */
public final class BinaryScores {
  private static final int FORMAT = 1;
  private static final int BINS = 1_000;

  private final long[] positives = new long[BINS];
  private final long[] negatives = new long[BINS];
  private final double[] scoreSums = new double[BINS];

  /** Adds a row: this class's probability, 0 to 1, and whether it was the label. */
  public void add(double score, boolean positive) {
    change(score, positive, 1);
  }

  /** Takes a row back, for a corrected label. */
  public void remove(double score, boolean positive) {
    change(score, positive, -1);
  }

  private void change(double score, boolean positive, int sign) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a score of %s is not 0 to 1".formatted(score));
    }
    int bin = Math.min(BINS - 1, (int) (score * BINS));
    (positive ? positives : negatives)[bin] += sign;
    scoreSums[bin] += sign * score;
  }

  public void merge(BinaryScores other) {
    for (int i = 0; i < BINS; i++) {
      positives[i] += other.positives[i];
      negatives[i] += other.negatives[i];
      scoreSums[i] += other.scoreSums[i];
    }
  }

  public long positives() {
    return LongStream.of(positives).sum();
  }

  public long negatives() {
    return LongStream.of(negatives).sum();
  }

  /**
   * Probability that a positive's score is above a negative's, pairs within one bin counting half,
   * with the interval of Hanley and McNeil (1982) widened by {@link #aucError}.
   */
  public Estimate auc(double confidence) {
    double z = Intervals.quantile(confidence);
    long n = positives();
    long m = negatives();
    if (n <= 0 || m <= 0) {
      return new Estimate(Double.NaN, 0, 1);
    }
    double wins = 0;
    double below = 0;
    for (int i = 0; i < BINS; i++) {
      wins += positives[i] * (below + negatives[i] / 2.0);
      below += negatives[i];
    }
    double auc = wins / n / m;
    double half = z * Auc.standardError(auc, n, m) + aucError();
    return new Estimate(auc, Math.max(0, auc - half), Math.min(1, auc + half));
  }

  /** How far the exact area may be from {@link #auc}: half the share of pairs within one bin. */
  public double aucError() {
    double pairs = 0;
    for (int i = 0; i < BINS; i++) {
      pairs += (double) positives[i] * negatives[i];
    }
    double all = (double) positives() * negatives();
    return all > 0 ? pairs / all / 2 : 0;
  }

  /**
   * Expected calibration error: the mean distance of score and frequency over about {@code groups}
   * groups of equal counts (Naeini, Cooper, Hauskrecht 2015); a fine bin is never split. NaN
   * without rows.
   */
  public double calibrationError(int groups) {
    if (groups < 1) {
      throw new IllegalArgumentException("at least one group is needed");
    }
    long rows = positives() + negatives();
    double error = 0;
    double gap = 0;
    long seen = 0;
    int group = 1;
    for (int i = 0; i < BINS; i++) {
      gap += scoreSums[i] - positives[i];
      seen += positives[i] + negatives[i];
      if (seen * (double) groups >= (double) rows * group) {
        error += Math.abs(gap);
        gap = 0;
        group = (int) (seen * (double) groups / Math.max(1, rows)) + 1;
      }
    }
    return rows > 0 ? (error + Math.abs(gap)) / rows : Double.NaN;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    for (int i = 0; i < BINS; i++) {
      out.writeLong(positives[i]);
      out.writeLong(negatives[i]);
      out.writeDouble(scoreSums[i]);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no scores of a known format
   */
  public static BinaryScores read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("binary scores format %d is unknown".formatted(format));
    }
    BinaryScores scores = new BinaryScores();
    for (int i = 0; i < BINS; i++) {
      scores.positives[i] = in.readLong();
      scores.negatives[i] = in.readLong();
      scores.scoreSums[i] = in.readDouble();
      if (!Double.isFinite(scores.scoreSums[i])) {
        throw new IOException("a sum of scores is not finite");
      }
    }
    return scores;
  }
}
