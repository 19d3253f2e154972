package io.driftloop.jobs.io;

import java.io.Serializable;

/** Makes record values of rows. Belongs to one thread, as codecs do. */
@FunctionalInterface
public interface RowEncoder<R> {

  byte[] encode(R row);

  /** Makes encoders where they run: a task serialises this, never the encoder. */
  @FunctionalInterface
  interface Factory<R> extends Serializable {
    RowEncoder<R> create();
  }
}
