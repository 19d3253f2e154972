package io.driftloop.console.replay;

import java.util.BitSet;

/** Which rows were seen in a topic, and how often one was seen again. */
final class Tally {
  private final BitSet seen = new BitSet();
  private int distinct;
  private int repeated;

  /** Whether the row was new. */
  boolean add(int row) {
    if (seen.get(row)) {
      repeated++;
      return false;
    }
    seen.set(row);
    distinct++;
    return true;
  }

  boolean has(int row) {
    return seen.get(row);
  }

  int distinct() {
    return distinct;
  }

  int repeated() {
    return repeated;
  }
}
