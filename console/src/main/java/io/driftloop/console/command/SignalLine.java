package io.driftloop.console.command;

import io.driftloop.schemas.Signal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;

/** A signal as one line for a person: what was measured, held against what, on how many rows. */
final class SignalLine {
  private SignalLine() {}

  static String of(Signal signal) {
    StringBuilder line = new StringBuilder();
    line.append(Instant.ofEpochMilli(signal.getWindowEnd()))
        .append("  %s %s".formatted(signal.getModel(), signal.getModelVersion()))
        .append("  %-8s".formatted(level(signal)))
        .append("  %s".formatted(what(signal)))
        .append("  ")
        .append(figure(signal.getValue()));
    append(line, "threshold", signal.getThreshold());
    append(line, "reference", signal.getReference());
    append(line, "p", signal.getPValue());
    if (!signal.getMethod().isEmpty()) {
      line.append("  by ").append(signal.getMethod());
    }
    line.append("  rows ").append(signal.getSampleCount());
    if (signal.getReferenceCount() != null) {
      line.append("/").append(signal.getReferenceCount());
    }
    new TreeMap<>(signal.getEvidence()).forEach((name, figure) -> append(line, name, figure));
    return line.toString();
  }

  private static String level(Signal signal) {
    return signal.getBreached() ? signal.getSeverity().toLowerCase(Locale.ROOT) : "-";
  }

  private static String what(Signal signal) {
    String of = signal.getSubject().isEmpty() ? "" : " of " + signal.getSubject();
    String in = signal.getSegment().isEmpty() ? "" : " in " + signal.getSegment();
    return signal.getKind() + of + in;
  }

  private static void append(StringBuilder line, String name, Double figure) {
    if (figure != null) {
      line.append("  ").append(name).append(" ").append(figure(figure));
    }
  }

  /** Four significant digits: p-values are small, counts are large. */
  private static String figure(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toString()
        : String.valueOf(value);
  }
}
