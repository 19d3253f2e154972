package io.driftloop.schemas.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The header of Avro's single-object encoding: the bytes C3 01, then the CRC-64-AVRO fingerprint of
 * the writer's schema, little-endian (Avro specification, "Single-object encoding").
 */
final class SingleObject {
  static final int HEADER_LENGTH = 10;

  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = 0x01;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SingleObject() {}

  /** The header before records of the schema with a fingerprint. */
  static byte[] header(long fingerprint) {
    byte[] header = new byte[HEADER_LENGTH];
    header[0] = MARKER_0;
    header[1] = MARKER_1;
    LONG.set(header, 2, fingerprint);
    return header;
  }

  /**
   * The fingerprint of the schema that a record was written with.
   *
   * @throws UndecodableException where the bytes do not begin with a header
   */
  static long fingerprint(byte[] bytes) throws UndecodableException {
    if (bytes == null) {
      throw new UndecodableException("the record has no value");
    }
    if (bytes.length < HEADER_LENGTH || bytes[0] != MARKER_0 || bytes[1] != MARKER_1) {
      throw new UndecodableException("no Avro single-object header at the start of the record");
    }
    return (long) LONG.get(bytes, 2);
  }

  static UndecodableException unknownSchema(long fingerprint) {
    return new UndecodableException(
        "written with an unknown schema, fingerprint %016x".formatted(fingerprint));
  }
}
