package io.driftloop.signals.profile;

import java.io.DataOutput;
import java.io.IOException;

/**
 * A bounded summary of rows that merges: {@code merge(a, b)} equals one pass over the rows of both,
 * so that rows can be summarised wherever they are read and only summaries travel.
 */
public interface Profile<P extends Profile<P>> {

  /** Takes the rows of {@code other} into this. */
  void merge(P other);

  /** Rows summarised. */
  long rows();

  void write(DataOutput out) throws IOException;
}
