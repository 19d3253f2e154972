package io.driftloop.console.replay;

import io.driftloop.jobs.io.RejectedException;
import io.driftloop.schemas.codec.UndecodableException;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic in somebody else's format.
 *
 * @param role the topic of ours whose part it plays
 */
record ForeignTopic(String name, String role, Decoder decoder) {

  /** Makes a record of ours of some bytes, as the jobs do. */
  interface Decoder {
    SpecificRecord decode(byte[] value) throws UndecodableException, RejectedException;
  }
}
