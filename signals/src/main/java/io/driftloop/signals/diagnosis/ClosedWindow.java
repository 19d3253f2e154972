package io.driftloop.signals.diagnosis;

import io.driftloop.signals.SignalKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A window of the serving version that closes, with what is known around it.
 *
 * @param labelled whether labels were evaluated, rather than predictions
 * @param start inclusive
 * @param end exclusive
 * @param measurements the window's own, and those of the other evaluation's last window where both
 *     overlap or are adjacent: the two of one time close one after the other
 */
public record ClosedWindow(
    String version, boolean labelled, Instant start, Instant end, List<Measurement> measurements) {

  public ClosedWindow {
    Instant from = start;
    Instant to = end;
    measurements =
        measurements.stream()
            .filter(each -> !each.windowEnd().isBefore(from) && !each.windowStart().isAfter(to))
            .toList();
  }

  /** What was measured of all rows of one window; empty where it was not. */
  Optional<Measurement> find(SignalKind kind) {
    return measurements.stream().filter(each -> each.is(kind) && each.ofWindow()).findFirst();
  }

  /** Whether a measurement is of the same time, rather than of the window before or after. */
  boolean overlaps(Measurement measurement) {
    return measurement.windowEnd().isAfter(start) && measurement.windowStart().isBefore(end);
  }

  /**
   * What is judged by thresholds. The worst slice says where errors are, not that they are more.
   */
  List<Measurement> judged() {
    return measurements.stream().filter(each -> !each.is(SignalKind.WORST_SLICE)).toList();
  }
}
