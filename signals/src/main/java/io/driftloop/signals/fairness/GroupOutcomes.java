package io.driftloop.signals.fairness;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Counts of one group, all that the fairness figures need. Labels may be unknown; a late or
 * corrected one is a removal and an addition.
 */
public final class GroupOutcomes {
  private static final int FORMAT = 1;

  /** Whether the desired outcome was the true one. */
  public enum Label {
    NEGATIVE,
    POSITIVE,
    UNKNOWN
  }

  /** By label, those not favoured and those favoured. */
  private final long[] counts = new long[2 * Label.values().length];

  public void add(boolean favoured, Label label) {
    counts[index(favoured, label)]++;
  }

  public void remove(boolean favoured, Label label) {
    counts[index(favoured, label)]--;
  }

  public void merge(GroupOutcomes other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  private static int index(boolean favoured, Label label) {
    return 2 * label.ordinal() + (favoured ? 1 : 0);
  }

  public long count(boolean favoured, Label label) {
    return counts[index(favoured, label)];
  }

  public long rows(Label label) {
    return count(false, label) + count(true, label);
  }

  public long rows() {
    return rows(Label.NEGATIVE) + rows(Label.POSITIVE) + rows(Label.UNKNOWN);
  }

  /** Rows with the desired prediction. */
  public long favoured() {
    return count(true, Label.NEGATIVE) + count(true, Label.POSITIVE) + count(true, Label.UNKNOWN);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no outcomes of a known format
   */
  public static GroupOutcomes read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("group outcomes format %d is unknown".formatted(format));
    }
    GroupOutcomes outcomes = new GroupOutcomes();
    for (int i = 0; i < outcomes.counts.length; i++) {
      outcomes.counts[i] = in.readLong();
    }
    return outcomes;
  }
}
