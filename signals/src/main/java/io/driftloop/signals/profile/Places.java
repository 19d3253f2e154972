package io.driftloop.signals.profile;

import io.driftloop.signals.lanes.Lanes;
import io.driftloop.signals.lanes.LimitLanes;

/** Where each of some values lies among a number's {@link Limits}; used again and again. */
final class Places {
  /** Half of each value's order, rounded down and up. */
  final int[] lower;

  final int[] upper;

  /** How many limits lie below each value. */
  final int[] places;

  /** How many values lie in each place. */
  final int[] tally = new int[Limits.MOST + 1];

  /** Null where values are placed in plain loops. */
  final LimitLanes lanes;

  /**
   * @param inLanes only where there are {@link Lanes}
   */
  Places(int values, boolean inLanes) {
    lanes = inLanes ? new LimitLanes(Limits.MOST) : null;
    lower = new int[values];
    upper = new int[values];
    places = new int[values];
  }
}
