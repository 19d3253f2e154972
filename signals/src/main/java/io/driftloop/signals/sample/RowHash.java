package io.driftloop.signals.sample;

/**
 * A hash of a row's id that looks uniform, so that the rows with the smallest hashes are a random
 * sample, the same one wherever and in whatever order the rows are read.
 */
public final class RowHash {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private RowHash() {}

  /**
   * The hash of an id: FNV-1a over its characters (Fowler, Noll, Vo 1991), finished by mix 13 of
   * Stafford (2011), whose bits are all equally random.
   *
   * @param seed other seeds give independent samples
   */
  public static long of(CharSequence id, long seed) {
    long hash = FNV_OFFSET ^ mix(seed);
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * FNV_PRIME;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
