package io.driftloop.benchmarks.loop;

import java.util.Comparator;
import java.util.List;

/** Our policy on a stream, beside what it must be held against. */
record Standing(Drive ours, Drive frozen, Drive bestSchedule) {
  private static final double HALF_A_POINT = 0.005;

  /** The most accurate, of equal ones that with the fewest retrainings. */
  static Drive best(List<Drive> schedules) {
    return schedules.stream()
        .max(
            Comparator.comparingDouble(Drive::accuracy)
                .thenComparing(Comparator.comparingInt(Drive::retrainings).reversed()))
        .orElseThrow();
  }

  /** About as accurate as the best schedule, for a third of its retrainings or fewer. */
  boolean reached() {
    return ours.accuracy() >= bestSchedule.accuracy() - HALF_A_POINT
        && 3 * ours.retrainings() <= bestSchedule.retrainings();
  }

  double aboveFrozen() {
    return ours.accuracy() - frozen.accuracy();
  }
}
