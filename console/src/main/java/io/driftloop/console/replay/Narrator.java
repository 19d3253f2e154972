package io.driftloop.console.replay;

import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.SegmentPriority;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.Action;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what happens in the loop into lines that a person cares about. */
final class Narrator {
  private static final int REASONS = 3;

  private final ReplayListener listener;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Set<String>> fresh = new LinkedHashMap<>();

  Narrator(ReplayListener listener) {
    this.listener = listener;
  }

  /**
   * Collects a window's drift until {@link #windowEvaluated}; each feature is told once a version.
   */
  void signal(Signal signal) {
    if (signal.getKind().equals(SignalKind.WINDOW_EVALUATED.wireName())) {
      windowEvaluated(signal);
    } else if (signal.getBreached()
        && !signal.getVariant().equals("SHADOW")
        && known.add(signal.getModelVersion() + "/" + name(signal))) {
      fresh
          .computeIfAbsent(signal.getModelVersion(), version -> new TreeSet<>())
          .add(
              (signal.getSubject().isEmpty() ? signal.getKind() : signal.getSubject())
                  + in(signal));
    }
  }

  private void windowEvaluated(Signal signal) {
    Set<String> subjects = fresh.remove(signal.getModelVersion());
    if (subjects != null) {
      say(
          signal.getWindowEnd(),
          "drift noticed in %s (%s serves)"
              .formatted(String.join(", ", subjects), signal.getModelVersion()));
    }
  }

  void asked(RetrainingEvent event) {
    List<Signal> reasons =
        event.getReasons().stream()
            .sorted(Comparator.comparing(signal -> signal.getSubject().isEmpty() ? 0 : 1))
            .toList();
    String named =
        reasons.stream().limit(REASONS).map(Narrator::reason).collect(Collectors.joining(", "));
    String more =
        reasons.size() > REASONS ? " and %d more".formatted(reasons.size() - REASONS) : "";
    String why =
        Stream.of(event.getWhy(), named + more)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("; "));
    say(event.getRequestedAt(), what(event) + " asked for: " + why);
  }

  private static String what(RetrainingEvent event) {
    if (event.getAction().equals(Action.RETRAIN.name())) {
      return "retraining";
    }
    String action = event.getAction().toLowerCase(Locale.ROOT).replace('_', ' ');
    String segments =
        event.getSegments().stream()
            .map(SegmentPriority::getSegment)
            .collect(Collectors.joining(", "));
    if (event.getTargetVersion() != null) {
      return action + " to " + event.getTargetVersion();
    }
    return segments.isEmpty() ? action : action + " of " + segments;
  }

  private static String reason(Signal signal) {
    String held =
        signal.getThreshold() == null
            ? ""
            : String.format(Locale.ROOT, " (bound %.3f)", signal.getThreshold());
    return String.format(Locale.ROOT, "%s %.3f%s", name(signal), signal.getValue(), held);
  }

  private static String name(Signal signal) {
    String of = signal.getSubject().isEmpty() ? "" : " of " + signal.getSubject();
    return signal.getKind() + of + in(signal);
  }

  private static String in(Signal signal) {
    return signal.getSegment().isEmpty() ? "" : " in " + signal.getSegment();
  }

  /** The reason that an outcome gives names both scores. */
  void ended(RetrainingOutcome outcome, long eventTime) {
    String verdict =
        switch (outcome.getStatus()) {
          case PUBLISHED -> "accepted";
          case ROLLED_BACK -> "restored";
          default -> outcome.getStatus().name().toLowerCase(Locale.ROOT);
        };
    String version = outcome.getVersion() == null ? "challenger" : outcome.getVersion();
    say(
        eventTime,
        String.format(
            Locale.ROOT,
            "%s %s: %s (%.1f s)",
            version,
            verdict,
            outcome.getWhy(),
            outcome.getSeconds()));
  }

  void swapped(String version, int row, double seconds, long eventTime) {
    say(
        eventTime,
        String.format(
            Locale.ROOT,
            "%s serves from row %,d on, %.1f s after it was asked for",
            version,
            row,
            seconds));
  }

  private void say(long eventTime, String what) {
    listener.happened(
        Instant.ofEpochMilli(eventTime).atZone(ZoneOffset.UTC).toLocalDate() + "  " + what);
  }
}
