package io.driftloop.signals.diagnosis;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.signature.Figure;
import java.time.Instant;
import java.util.Map;

/**
 * A signal as a diagnosis reads it.
 *
 * @param segment that was measured, as name=value; empty for all rows
 * @param windowStart inclusive
 * @param windowEnd exclusive
 * @param sampleCount rows measured
 * @param referenceCount rows behind the reference; 0 where there is none
 * @param evidence further figures by name
 */
public record Measurement(
    Figure figure,
    String segment,
    Instant windowStart,
    Instant windowEnd,
    long sampleCount,
    long referenceCount,
    Map<String, Double> evidence) {

  public Measurement {
    evidence = Map.copyOf(evidence);
  }

  boolean is(SignalKind kind) {
    return figure.kind().equals(kind.wireName());
  }

  boolean ofAllRows() {
    return segment.isEmpty();
  }

  /** Whether it is of all rows of one window, rather than of a segment or of a block of windows. */
  boolean ofWindow() {
    return ofAllRows() && !(evidence("windows") > 1);
  }

  /** A further figure; NaN where there is none. */
  double evidence(String name) {
    return evidence.getOrDefault(name, Double.NaN);
  }
}
