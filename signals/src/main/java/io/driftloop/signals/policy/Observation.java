package io.driftloop.signals.policy;

import io.driftloop.signals.SignalKind;
import java.time.Instant;

/**
 * A signal as the policy sees it.
 *
 * @param source the evaluation it came from, data or labels: windows of one source follow each
 *     other
 * @param champion whether the measured version served, rather than ran in shadow
 * @param measured its figures, which a forecast needs
 */
public record Observation(
    String model,
    String modelVersion,
    boolean champion,
    String source,
    SignalKind kind,
    String subject,
    Instant windowEnd,
    long sampleCount,
    boolean breached,
    Measured measured) {

  /** A signal without figures. */
  public Observation(
      String model,
      String modelVersion,
      boolean champion,
      String source,
      SignalKind kind,
      String subject,
      Instant windowEnd,
      long sampleCount,
      boolean breached) {
    this(
        model,
        modelVersion,
        champion,
        source,
        kind,
        subject,
        windowEnd,
        sampleCount,
        breached,
        Measured.nothing());
  }

  String streakKey() {
    return keyPrefix(source, kind) + subject;
  }

  static String keyPrefix(String source, SignalKind kind) {
    return source + "/" + kind.wireName() + "/";
  }
}
