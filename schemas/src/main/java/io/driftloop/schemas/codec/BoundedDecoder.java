package io.driftloop.schemas.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Lets Avro's own readers read through a {@link ByteReader}. Avro's decoder allocates what a length
 * asks for before it looks whether so many bytes are there: one damaged record would take the
 * process down.
 */
final class BoundedDecoder extends Decoder {
  private final ByteReader in;

  BoundedDecoder(ByteReader in) {
    this.in = in;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    return in.readByte() == 1;
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(in.readString());
  }

  @Override
  public String readString() throws IOException {
    return in.readString();
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    byte[] bytes = new byte[in.readLength()];
    in.readBytes(bytes, 0, bytes.length);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public void skipBytes() throws IOException {
    in.skip(in.readLength());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readBytes(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skip(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    return in.readBlock(1);
  }

  @Override
  public long arrayNext() throws IOException {
    return in.readBlock(1);
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipBlocks();
  }

  @Override
  public long readMapStart() throws IOException {
    return in.readBlock(2);
  }

  @Override
  public long mapNext() throws IOException {
    return in.readBlock(2);
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipBlocks();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readInt();
  }
}
