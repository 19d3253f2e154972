package io.driftloop.signals.profile;

/** Where each of some values lies among a number's {@link Limits}; used again and again. */
final class Places {
  /** Half of each value's order, rounded down and up. */
  final int[] lower;

  final int[] upper;

  /** How many limits lie below each value. */
  final int[] places;

  /** How many values lie in each place. */
  final int[] tally = new int[Limits.MOST + 1];

  Places(int values) {
    lower = new int[values];
    upper = new int[values];
    places = new int[values];
  }
}
