package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Counts how often something happens, and holds the share against what was promised. */
final class Simulation {
  private Simulation() {}

  /** The share of runs for which {@code happens}. */
  static double share(int runs, IntPredicate happens) {
    return (double) IntStream.range(0, runs).filter(happens).count() / runs;
  }

  /** Fails where a share is above what chance explains (99 %) if the promise holds. */
  static void assertAtMost(double promised, double share, int runs) {
    double margin = 2.33 * Math.sqrt(promised * (1 - promised) / runs);
    assertThat(share).isLessThanOrEqualTo(promised + margin);
  }
}
