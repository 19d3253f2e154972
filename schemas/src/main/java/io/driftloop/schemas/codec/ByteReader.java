package io.driftloop.schemas.codec;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads Avro's binary encoding into primitives. Every length is held against the bytes that are
 * left before anything is allocated, so damaged bytes end in an {@link IOException} and never in an
 * exhausted heap.
 */
final class ByteReader {
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_VARINT_BYTES = 10;

  private byte[] bytes = {};
  private int position;

  void reset(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  int remaining() {
    return bytes.length - position;
  }

  /** A zig-zag varint; most are of one byte. */
  long readLong() throws IOException {
    if (position < bytes.length && bytes[position] >= 0) {
      byte only = bytes[position++];
      return (only >>> 1) ^ -(only & 1);
    }
    return readLongerLong();
  }

  private long readLongerLong() throws IOException {
    long raw = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      byte next = readByte();
      raw |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (raw >>> 1) ^ -(raw & 1);
      }
    }
    throw new IOException("a number of more than ten bytes before byte " + position);
  }

  int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("%d is no int".formatted(value));
    }
    return (int) value;
  }

  /** The index of an enum's symbol or of a union's branch, below {@code size}. */
  int readIndex(int size) throws IOException {
    long index = readLong();
    if (index < 0 || index >= size) {
      throw new IOException("index %d of %d choices".formatted(index, size));
    }
    return (int) index;
  }

  byte readByte() throws IOException {
    need(1, 1);
    return bytes[position++];
  }

  float readFloat() throws IOException {
    need(1, Float.BYTES);
    float value = (float) FLOAT.get(bytes, position);
    position += Float.BYTES;
    return value;
  }

  double readDouble() throws IOException {
    need(1, Double.BYTES);
    double value = (double) DOUBLE.get(bytes, position);
    position += Double.BYTES;
    return value;
  }

  String readString() throws IOException {
    int length = readLength();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** A string that is mostly one that was read before, which is then given again. */
  String readString(RepeatedStrings known) throws IOException {
    int length = readLength();
    int start = position;
    position += length;
    return known.of(bytes, start, position);
  }

  /** The length of a string or of bytes that follow, all of which are there. */
  int readLength() throws IOException {
    return need(readLong(), 1);
  }

  void readBytes(byte[] target, int start, int length) throws IOException {
    need(length, 1);
    System.arraycopy(bytes, position, target, start, length);
    position += length;
  }

  void skip(int length) throws IOException {
    position += need(length, 1);
  }

  void skipString() throws IOException {
    skip(readLength());
  }

  /** An array of floats; blocks beyond the first, which few writers use, are appended. */
  float[] readFloats() throws IOException {
    float[] values = {};
    for (int count = readBlock(Float.BYTES); count > 0; count = readBlock(Float.BYTES)) {
      int start = values.length;
      values = start == 0 ? new float[count] : Arrays.copyOf(values, start + count);
      for (int i = start; i < values.length; i++) {
        values[i] = (float) FLOAT.get(bytes, position);
        position += Float.BYTES;
      }
    }
    return values;
  }

  void skipStrings() throws IOException {
    for (int count = readBlock(1); count > 0; count = readBlock(1)) {
      for (int i = 0; i < count; i++) {
        skipString();
      }
    }
  }

  /** A map of strings; an empty one cannot be changed. */
  Map<String, String> readStringMap() throws IOException {
    int count = readBlock(2);
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> map = new HashMap<>();
    for (; count > 0; count = readBlock(2)) {
      for (int i = 0; i < count; i++) {
        String name = readString();
        map.put(name, readString());
      }
    }
    return map;
  }

  /**
   * The number of items in the next block of an array or a map; 0 ends it. A negative count is
   * followed by the block's size in bytes.
   *
   * @param itemBytes bytes that an item has at least
   */
  int readBlock(int itemBytes) throws IOException {
    long count = readLong();
    if (count < 0) {
      need(readLong(), 1);
      count = -count;
    }
    return need(count, itemBytes);
  }

  /**
   * Skips blocks whose size in bytes is told.
   *
   * @return items in the next block of untold size, to be skipped one by one; 0 ends
   */
  int skipBlocks() throws IOException {
    long count = readLong();
    while (count < 0) {
      skip(need(readLong(), 1));
      count = readLong();
    }
    return need(count, 1);
  }

  void expectEnd() throws IOException {
    if (position != bytes.length) {
      throw new IOException("%d bytes follow the record".formatted(remaining()));
    }
  }

  private int need(long count, int itemBytes) throws IOException {
    if (count < 0 || count > remaining() / itemBytes) {
      throw new IOException(
          "byte %d asks for %d × %d bytes where %d are left"
              .formatted(position, count, itemBytes, remaining()));
    }
    return (int) count;
  }
}
