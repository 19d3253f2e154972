package io.driftloop.jobs.mapping;

import io.driftloop.schemas.codec.UndecodableException;
import java.io.Serializable;

/**
 * Reads a foreign record as a tree of maps by name, lists, texts, numbers, truth values and nulls,
 * so that a mapping need not know how the record was written. Belongs to one thread.
 */
interface DocumentFormat extends Serializable {

  /**
   * The record's tree.
   *
   * @throws UndecodableException where the bytes are no record of the format
   */
  Object read(byte[] bytes) throws UndecodableException;

  /** Whether records of the format can have a value at a path. */
  boolean mayHave(FieldPath path);
}
