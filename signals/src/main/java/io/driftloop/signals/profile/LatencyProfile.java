package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How long answers took: a histogram whose bins grow with the latency, so that each is at most a
 * sixteenth as wide as its values are large (the bins of HdrHistogram, Tene 2012). It takes 4 kB
 * however many rows there are, and adding one allocates nothing.
 */
public final class LatencyProfile implements Profile<LatencyProfile> {
  private static final byte FORMAT = 1;

  /** Bins from a power of two to the next. */
  private static final int STEPS = 16;

  private static final int STEP_BITS = 4;

  /** The last bin holds all from 2^36 microseconds, which is 19 hours. */
  private static final int BINS = 34 * STEPS;

  /** Empty until a latency is known: many never are. */
  private long[] counts = {};

  private long rows;

  /**
   * Adds a row.
   *
   * @param micros its latency in microseconds; 0 or less is not known and does not count
   */
  public void add(long micros) {
    if (micros > 0) {
      makeRoom();
      counts[bin(micros)]++;
      rows++;
    }
  }

  private void makeRoom() {
    if (counts.length == 0) {
      counts = new long[BINS];
    }
  }

  private static int bin(long micros) {
    if (micros < 2 * STEPS) {
      return (int) micros;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - STEP_BITS;
    return (int) Math.min(BINS - 1, shift * (long) STEPS + (micros >>> shift));
  }

  /** The smallest latency of a bin. */
  private static long lowest(int bin) {
    if (bin < 2 * STEPS) {
      return bin;
    }
    int shift = bin / STEPS - 1;
    return (long) (bin - shift * STEPS) << shift;
  }

  @Override
  public void merge(LatencyProfile other) {
    if (other.rows > 0) {
      makeRoom();
      DataProfile.addAll(counts, other.counts);
      rows += other.rows;
    }
  }

  /** Rows whose latency is known. */
  @Override
  public long rows() {
    return rows;
  }

  /**
   * The latency in microseconds that a share of the rows does not exceed, at most a sixteenth too
   * high; 0 where no latency is known.
   *
   * @param share above 0, at most 1
   */
  public long quantile(double share) {
    long rank = (long) Math.ceil(share * rows);
    long below = 0;
    for (int bin = 0; bin < counts.length && rank > 0; bin++) {
      below += counts[bin];
      if (below >= rank) {
        return lowest(bin + 1) - 1;
      }
    }
    return 0;
  }

  /**
   * Rows that took longer than a limit for sure: those of the limit's own bin do not count.
   *
   * @param limit in microseconds, 0 or more
   */
  public long above(long limit) {
    long above = 0;
    for (int bin = counts.length - 1; bin >= 0 && lowest(bin) > limit; bin--) {
      above += counts[bin];
    }
    return above;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    int filled = 0;
    for (long count : counts) {
      filled += count > 0 ? 1 : 0;
    }
    out.writeInt(filled);
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        out.writeInt(bin);
        out.writeLong(counts[bin]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static LatencyProfile read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "latency profile");
    LatencyProfile read = new LatencyProfile();
    int filled = Wire.readSize(in, BINS);
    if (filled > 0) {
      read.makeRoom();
    }
    for (int i = 0; i < filled; i++) {
      int bin = Wire.readSize(in, BINS - 1);
      read.counts[bin] = Wire.readCount(in);
      read.rows += read.counts[bin];
    }
    return read;
  }
}
