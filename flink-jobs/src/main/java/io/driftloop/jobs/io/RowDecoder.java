package io.driftloop.jobs.io;

import io.driftloop.schemas.codec.UndecodableException;
import java.io.Serializable;

/** Makes rows of record values. Belongs to one thread, as codecs do. */
@FunctionalInterface
public interface RowDecoder<R> {

  /**
   * The row that a record's value holds.
   *
   * @param value the value as Kafka has it; null for a tombstone
   * @throws UndecodableException where the bytes are no record of the wanted type
   * @throws RejectedException where they are one that must not be used
   */
  R decode(byte[] value) throws UndecodableException, RejectedException;

  /** Makes decoders where they run: a task serialises this, never the decoder. */
  @FunctionalInterface
  interface Factory<R> extends Serializable {
    RowDecoder<R> create();
  }
}
