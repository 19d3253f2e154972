package io.driftloop.schemas.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Writes Avro's binary encoding into one buffer that is used again for every record. */
final class ByteWriter {
  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_VARINT_BYTES = 10;

  private byte[] buffer = new byte[512];
  private int length;

  /** Forgets what was written, and begins with a header. */
  void restart(byte[] header) {
    length = 0;
    write(header);
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  /** A zig-zag varint. */
  void writeLong(long value) {
    ensure(MAX_VARINT_BYTES);
    long raw = (value << 1) ^ (value >> 63);
    while ((raw & ~0x7FL) != 0) {
      buffer[length++] = (byte) (raw | 0x80);
      raw >>>= 7;
    }
    buffer[length++] = (byte) raw;
  }

  void writeString(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    writeLong(encoded.length);
    write(encoded);
  }

  void writeFloats(float[] values) {
    if (values.length > 0) {
      writeLong(values.length);
      ensure(Math.multiplyExact(values.length, Float.BYTES));
      for (float value : values) {
        FLOAT.set(buffer, length, value);
        length += Float.BYTES;
      }
    }
    writeLong(0);
  }

  void writeStringMap(Map<String, String> map) {
    if (!map.isEmpty()) {
      writeLong(map.size());
      map.forEach(
          (name, value) -> {
            writeString(name);
            writeString(value);
          });
    }
    writeLong(0);
  }

  private void write(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private void ensure(int more) {
    int needed = Math.addExact(length, more);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length + buffer.length / 2));
    }
  }
}
