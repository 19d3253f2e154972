package io.driftloop.signals.slices;

import java.io.Serializable;

/**
 * Which slices are looked for.
 *
 * @param alpha weight of a slice's error against its size, above 0, at most 1: near 1 small slices
 *     that are very wrong come first
 * @param minimumSupport rows that a slice must have, at least 1
 * @param maximumLevel conditions that a slice may have, at least 1
 * @param top slices wanted, at least 1
 * @param maximumWidth slices of a level that are extended to the next, at least 1; where more could
 *     be, the most promising are and the search is no longer exact
 */
public record SliceOptions(
    double alpha, int minimumSupport, int maximumLevel, int top, int maximumWidth)
    implements Serializable {

  public SliceOptions {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("an alpha of %s is not in (0, 1]".formatted(alpha));
    }
    if (Math.min(Math.min(minimumSupport, maximumLevel), Math.min(top, maximumWidth)) < 1) {
      throw new IllegalArgumentException("support, level, top and width are at least 1");
    }
  }

  /** Three conditions, .95 on the error, the five worst; from {@code rows} ÷ 100 and 32 rows on. */
  public static SliceOptions defaults(int rows) {
    return new SliceOptions(.95, Math.max(32, rows / 100), 3, 5, 20_000);
  }

  /** The same with another minimum support. */
  public SliceOptions support(int minimum) {
    return new SliceOptions(alpha, minimum, maximumLevel, top, maximumWidth);
  }

  /** The same with more or fewer slices wanted. */
  public SliceOptions top(int wanted) {
    return new SliceOptions(alpha, minimumSupport, maximumLevel, wanted, maximumWidth);
  }
}
