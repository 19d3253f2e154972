package io.driftloop.benchmarks;

import java.util.Locale;

/**
 * What Driftloop promises, held against what was measured.
 *
 * @param what the promise in one sentence
 * @param value what was measured
 * @param bound what it had to keep, such as {@code <= 0.05}
 * @param holds whether it did
 */
public record Claim(String what, double value, String bound, boolean holds) {

  /** Promises that a figure stays at or below a bound. */
  public static Claim atMost(String what, double value, double bound) {
    return new Claim(what, value, String.format(Locale.ROOT, "<= %s", bound), value <= bound);
  }

  /** Promises that a figure reaches a bound. */
  public static Claim atLeast(String what, double value, double bound) {
    return new Claim(what, value, String.format(Locale.ROOT, ">= %s", bound), value >= bound);
  }
}
