package io.driftloop.schemas.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
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
  private final Map<Long, DatumReader<T>> readers = new HashMap<>();
  private final ByteReader bytes = new ByteReader();
  private final BoundedDecoder decoder = new BoundedDecoder(bytes);

  private Codec(Class<T> type, Iterable<Schema> older) {
    SpecificData data = SpecificData.getForClass(type);
    Schema schema = data.getSchema(type);
    encoder = new BinaryMessageEncoder<>(data, schema);
    PreviousSchemas.of(type).forEach(writer -> addReader(data, writer, schema));
    older.forEach(writer -> addReader(data, writer, schema));
    addReader(data, schema, schema);
  }

  @SuppressWarnings("unchecked")
  private void addReader(SpecificData data, Schema writer, Schema schema) {
    long fingerprint = SchemaNormalization.parsingFingerprint64(writer);
    readers.put(fingerprint, data.createDatumReader(writer, schema));
  }

  /** A codec that reads what this release and earlier ones wrote, and writes as this one does. */
  public static <T extends SpecificRecord> Codec<T> of(Class<T> type) {
    return of(type, List.of());
  }

  /** A codec that also reads records written with these schemas, which no release had. */
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
  public T decode(byte[] message) throws UndecodableException {
    long fingerprint = SingleObject.fingerprint(message);
    DatumReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw SingleObject.unknownSchema(fingerprint);
    }
    try {
      bytes.reset(message, SingleObject.HEADER_LENGTH);
      T record = reader.read(null, decoder);
      bytes.expectEnd();
      return record;
    } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new UndecodableException("not decodable: " + e.getMessage(), e);
    }
  }
}
