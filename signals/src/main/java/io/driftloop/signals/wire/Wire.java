package io.driftloop.signals.wire;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Reading and writing of counts, with limits, because a profile may come from a damaged file. */
public final class Wire {
  private Wire() {}

  /** Reads the leading format number of what is called {@code name}, and refuses any other. */
  public static void checkFormat(DataInput in, byte format, String name) throws IOException {
    byte found = in.readByte();
    if (found != format) {
      throw new IOException("%s format %d is unknown".formatted(name, found));
    }
  }

  /** Reads a finite number of 0 or more. */
  public static double readSum(DataInput in) throws IOException {
    double value = readFinite(in);
    if (value < 0) {
      throw new IOException("a sum of %s is below 0".formatted(value));
    }
    return value;
  }

  public static int readSize(DataInput in, int limit) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > limit) {
      throw new IOException("a size of %d is outside 0 to %d".formatted(size, limit));
    }
    return size;
  }

  public static void writeCounts(long[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  public static long[] readCounts(DataInput in, int limit) throws IOException {
    long[] values = new long[readSize(in, limit)];
    for (int i = 0; i < values.length; i++) {
      values[i] = readCount(in);
    }
    return values;
  }

  public static long readCount(DataInput in) throws IOException {
    long count = in.readLong();
    if (count < 0) {
      throw new IOException("a count of %d is below 0".formatted(count));
    }
    return count;
  }

  public static double readFinite(DataInput in) throws IOException {
    double value = in.readDouble();
    if (!Double.isFinite(value)) {
      throw new IOException("a value of %s is not finite".formatted(value));
    }
    return value;
  }
}
