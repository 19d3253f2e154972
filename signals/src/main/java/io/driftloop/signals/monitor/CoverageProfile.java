package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.profile.Scores;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.LongStream;

/**
 * Which of a window's predictions got a label, counted by what is known of each without one: the
 * predicted class, and how sure the model was of it.
 */
public final class CoverageProfile implements Profile<CoverageProfile> {
  /** Classes told apart; all further ones count as one. */
  static final int CLASSES = 20;

  /** Parts of the range of the top score. */
  static final int PARTS = 5;

  private static final byte FORMAT = 1;
  private static final int CELLS = CLASSES * PARTS;

  private final long[] labelled;
  private final long[] unlabelled;

  public CoverageProfile() {
    this(new long[CELLS], new long[CELLS]);
  }

  private CoverageProfile(long[] labelled, long[] unlabelled) {
    this.labelled = labelled;
    this.unlabelled = unlabelled;
  }

  /** The cell of a row with these class probabilities. */
  public static int cell(float[] scores) {
    int top = Scores.top(scores);
    int part = (int) Math.min(PARTS - 1, Math.max(0, scores[top] * PARTS));
    return Math.min(CLASSES - 1, top) * PARTS + part;
  }

  /**
   * Adds a prediction.
   *
   * @param cell of {@link #cell}
   */
  public void add(int cell, boolean hasLabel) {
    (hasLabel ? labelled : unlabelled)[cell]++;
  }

  @Override
  public void merge(CoverageProfile other) {
    for (int i = 0; i < CELLS; i++) {
      labelled[i] += other.labelled[i];
      unlabelled[i] += other.unlabelled[i];
    }
  }

  @Override
  public long rows() {
    return LongStream.of(labelled).sum() + LongStream.of(unlabelled).sum();
  }

  /** Counts of the predictions with a label, by cell. */
  public long[] labelled() {
    return labelled.clone();
  }

  /** Counts of those without. */
  public long[] unlabelled() {
    return unlabelled.clone();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    Wire.writeCounts(labelled, out);
    Wire.writeCounts(unlabelled, out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static CoverageProfile read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "coverage profile");
    return new CoverageProfile(cells(in), cells(in));
  }

  private static long[] cells(DataInput in) throws IOException {
    long[] counts = Wire.readCounts(in, CELLS);
    if (counts.length != CELLS) {
      throw new IOException("%d cells, expected %d".formatted(counts.length, CELLS));
    }
    return counts;
  }
}
