package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Reading and writing of arrays, with limits, because a profile may come from a damaged file. */
final class Wire {
  private Wire() {}

  static int readSize(DataInput in, int limit) throws IOException {
    int size = in.readInt();
    if (size < 0 || size > limit) {
      throw new IOException("a size of %d is outside 0 to %d".formatted(size, limit));
    }
    return size;
  }

  static void writeLongs(long[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  static long[] readLongs(DataInput in, int limit) throws IOException {
    long[] values = new long[readSize(in, limit)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }
}
