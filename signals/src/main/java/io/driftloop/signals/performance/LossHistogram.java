package io.driftloop.signals.performance;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.stream.LongStream;

/**
 * Log-losses in fixed bins: enough to know how their mean varies by chance, which for a good model
 * is far from normal, as a few sure mistakes carry most of it. A corrected label is a removal and
 * an addition.
 */
public final class LossHistogram {
  /** Width of a bin, in nats. */
  public static final double WIDTH = 1.0 / 16;

  private static final int FORMAT = 1;
  private static final int BINS = 222;

  private final long[] counts = new long[BINS];

  /** Adds a loss of {@link BoundedLoss#logLoss}. */
  public void add(double loss) {
    counts[bin(loss)]++;
  }

  public void remove(double loss) {
    counts[bin(loss)]--;
  }

  private static int bin(double loss) {
    if (!(loss >= 0)) {
      throw new IllegalArgumentException("a log-loss of %s is not 0 or more".formatted(loss));
    }
    return (int) Math.min(BINS - 1, loss / WIDTH);
  }

  public void merge(LossHistogram other) {
    for (int i = 0; i < BINS; i++) {
      counts[i] += other.counts[i];
    }
  }

  public long rows() {
    return LongStream.of(counts).sum();
  }

  /** Counts by bin, in ascending order of the loss. */
  public long[] counts() {
    return counts.clone();
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
   * @throws IOException where the bytes are no histogram of a known format
   */
  public static LossHistogram read(DataInput in) throws IOException {
    Wire.checkFormat(in, (byte) FORMAT, "loss histogram");
    LossHistogram histogram = new LossHistogram();
    for (int i = 0; i < BINS; i++) {
      histogram.counts[i] = in.readLong();
    }
    return histogram;
  }
}
