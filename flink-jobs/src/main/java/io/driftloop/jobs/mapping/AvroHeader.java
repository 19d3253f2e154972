package io.driftloop.jobs.mapping;

import io.driftloop.schemas.codec.UndecodableException;

/** What stands before an Avro record's own bytes. */
public enum AvroHeader {
  /** Nothing. */
  NONE(0, ""),
  /** A schema registry's wire format: a zero and four bytes of schema id, which are not read. */
  REGISTRY(5, "\u0000"),
  /** Avro's single-object encoding: two marker bytes and eight of fingerprint, not read. */
  SINGLE_OBJECT(10, "\u00C3\u0001");

  private final int length;

  /** The bytes that the header begins with, a character each. */
  private final String marker;

  AvroHeader(int length, String marker) {
    this.length = length;
    this.marker = marker;
  }

  /**
   * Bytes to leave out.
   *
   * @throws UndecodableException where the record does not begin with this header
   */
  int skip(byte[] bytes) throws UndecodableException {
    if (bytes.length < length) {
      throw new UndecodableException(
          "%d bytes are too few for the %d of the header".formatted(bytes.length, length));
    }
    for (int i = 0; i < marker.length(); i++) {
      int found = bytes[i] & 0xFF;
      if (found != marker.charAt(i)) {
        throw new UndecodableException(
            "byte %d is %d where the header has %d".formatted(i, found, (int) marker.charAt(i)));
      }
    }
    return length;
  }
}
