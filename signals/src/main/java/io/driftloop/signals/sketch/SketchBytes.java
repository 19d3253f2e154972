package io.driftloop.signals.sketch;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * A sketch library's own bytes, with a limit and a checksum: the library trusts sizes that it
 * reads, so that damage must be known before it reads them.
 */
final class SketchBytes {
  private static final int FORMAT = 1;

  private SketchBytes() {}

  static void write(byte[] bytes, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(bytes.length);
    out.writeInt(checksum(bytes));
    out.write(bytes);
  }

  /**
   * @param limit the most bytes
   * @param parse throws what it likes where it cannot
   */
  static <S> S read(DataInput in, int limit, Function<byte[], S> parse) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("sketch format %d is unknown".formatted(format));
    }
    byte[] bytes = new byte[Wire.readSize(in, limit)];
    int expected = in.readInt();
    in.readFully(bytes);
    if (checksum(bytes) != expected) {
      throw new IOException("a sketch's bytes are damaged");
    }
    try {
      return parse.apply(bytes);
    } catch (RuntimeException e) {
      throw new IOException("the bytes are no sketch of this kind", e);
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }
}
