package io.driftloop.schemas.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Encodes and decodes records of one type in Avro's single-object encoding: two marker bytes, the
 * fingerprint of the writer's schema, the record. A reader needs no server, and a record of an
 * older schema is resolved to the current one. Belongs to one thread.
 */
public final class Codec<T extends SpecificRecord> {
  private final BinaryMessageEncoder<T> encoder;
  private final BinaryMessageDecoder<T> decoder;

  private Codec(Class<T> type, Iterable<Schema> older) {
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    encoder = new BinaryMessageEncoder<>(data, schema);
    decoder = new BinaryMessageDecoder<>(data, schema);
    older.forEach(decoder::addSchema);
  }

  public static <T extends SpecificRecord> Codec<T> of(Class<T> type) {
    return of(type, List.of());
  }

  /** A codec that also reads records written with older schemas. */
  public static <T extends SpecificRecord> Codec<T> of(Class<T> type, Iterable<Schema> older) {
    return new Codec<>(type, older);
  }

  public byte[] encode(T message) {
    try {
      ByteBuffer buffer = encoder.encode(message);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Decodes a record.
   *
   * @throws UndecodableException where the bytes are none of a known schema
   */
  public T decode(byte[] bytes) throws UndecodableException {
    if (bytes == null) {
      throw new UndecodableException("the record has no value");
    }
    try {
      return decoder.decode(bytes);
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new UndecodableException("not decodable: " + e.getMessage(), e);
    }
  }
}
