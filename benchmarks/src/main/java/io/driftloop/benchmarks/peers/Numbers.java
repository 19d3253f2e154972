package io.driftloop.benchmarks.peers;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes numbers in bulk as numpy reads them: little-endian and nothing between them. */
public final class Numbers implements Closeable {
  private final OutputStream out;
  private byte[] bytes = new byte[0];

  Numbers(OutputStream out) {
    this.out = out;
  }

  /** Writes {@code <f4}. */
  public void floats(float[] values) throws IOException {
    buffer(values.length * Float.BYTES).asFloatBuffer().put(values);
    out.write(bytes, 0, values.length * Float.BYTES);
  }

  /** Writes {@code <i4}. */
  public void integers(int... values) throws IOException {
    buffer(values.length * Integer.BYTES).asIntBuffer().put(values);
    out.write(bytes, 0, values.length * Integer.BYTES);
  }

  /** Writes {@code u1}: 1 for true. */
  public void bits(boolean[] values) throws IOException {
    buffer(values.length);
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    out.write(bytes, 0, values.length);
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private ByteBuffer buffer(int size) {
    if (bytes.length < size) {
      bytes = new byte[size];
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
