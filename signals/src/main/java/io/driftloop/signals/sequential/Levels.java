package io.driftloop.signals.sequential;

/** What counts as a level: the probability, or the rate, of false alarms that is put up with. */
final class Levels {
  private Levels() {}

  static double require(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level of %s is not between 0 and 1".formatted(level));
    }
    return level;
  }
}
