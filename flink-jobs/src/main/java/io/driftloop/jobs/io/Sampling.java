package io.driftloop.jobs.io;

/** A random choice that everybody who makes it, and makes it again, makes alike. */
public final class Sampling {
  private static final double STEPS = 0x1p53;
  private static final int UNUSED_BITS = 11;

  private Sampling() {}

  /**
   * Whether the record with this id is in a sample.
   *
   * @param rate share of ids that are, 0 to 1
   */
  public static boolean keeps(String id, double rate) {
    return (mix(id.hashCode()) >>> UNUSED_BITS) / STEPS < rate;
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014), which spreads every bit. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
