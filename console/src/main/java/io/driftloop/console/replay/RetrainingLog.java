package io.driftloop.console.replay;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The retrainings and roll-backs of a replay, in the order in which they were asked for. */
final class RetrainingLog {
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private static final class Entry {
    private long askedNanos;
    private RetrainingEvent event;
    private RetrainingOutcome outcome;
    private Double secondsToServing;
  }

  /** A decision asked for a retraining or a roll-back. */
  void asked(String requestId, long nanos) {
    entry(requestId, nanos);
  }

  /** Whether the event is the first of its id. */
  boolean event(RetrainingEvent event, long nanos) {
    Entry entry = entry(event.getRequestId(), nanos);
    boolean first = entry.event == null;
    entry.event = event;
    return first;
  }

  /** Whether the outcome is the first of its id. */
  boolean outcome(RetrainingOutcome outcome, long nanos) {
    Entry entry = entry(outcome.getRequestId(), nanos);
    boolean first = entry.outcome == null;
    entry.outcome = first ? outcome : entry.outcome;
    return first;
  }

  private Entry entry(String requestId, long nanos) {
    return entries.computeIfAbsent(
        requestId,
        id -> {
          Entry entry = new Entry();
          entry.askedNanos = nanos;
          return entry;
        });
  }

  /**
   * A version answered a row: seconds since it was asked for, where it answers for the first time.
   */
  Optional<Double> answered(String version, long nanos) {
    for (Entry entry : entries.values()) {
      if (swapped(entry)
          && version.equals(entry.outcome.getVersion())
          && entry.secondsToServing == null) {
        entry.secondsToServing = (nanos - entry.askedNanos) / 1e9;
        return Optional.of(entry.secondsToServing);
      }
    }
    return Optional.empty();
  }

  /** Requests that have no outcome, or no event yet to tell their reasons. */
  List<String> inFlight() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().outcome == null || entry.getValue().event == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Requests that have no event yet to tell their reasons. */
  List<String> unexplained() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().event == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The version that was published, or taken back to, last; empty before the first. */
  Optional<String> newestVersion() {
    return entries.values().stream()
        .filter(RetrainingLog::swapped)
        .map(entry -> entry.outcome.getVersion())
        .reduce((older, newer) -> newer);
  }

  /** Whether another version serves since. */
  private static boolean swapped(Entry entry) {
    return entry.outcome != null
        && (entry.outcome.getStatus() == OutcomeStatus.PUBLISHED
            || entry.outcome.getStatus() == OutcomeStatus.ROLLED_BACK);
  }

  /** For the report. */
  List<ReplayReport.Retraining> retrainings() {
    return entries.entrySet().stream()
        .map(entry -> retraining(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ReplayReport.Retraining retraining(String requestId, Entry entry) {
    RetrainingEvent event = entry.event;
    return new ReplayReport.Retraining(
        requestId,
        event == null ? "" : time(event.getRequestedAt()),
        event == null ? "" : event.getWhy(),
        event == null ? List.of() : event.getReasons().stream().map(RetrainingLog::reason).toList(),
        event == null ? "" : time(event.getTrainFrom()),
        event == null ? "" : time(event.getTrainTo()),
        scores(entry.outcome, "champion."),
        scores(entry.outcome, "challenger."),
        entry.outcome == null ? "" : entry.outcome.getStatus().name(),
        entry.secondsToServing);
  }

  private static ReplayReport.Reason reason(Signal signal) {
    return new ReplayReport.Reason(
        signal.getKind(), signal.getSubject(), signal.getValue(), signal.getThreshold());
  }

  /** The metrics below a prefix, such as accuracy of champion.accuracy. */
  static Map<String, Double> scores(RetrainingOutcome outcome, String prefix) {
    Map<String, Double> scores = new TreeMap<>();
    if (outcome != null) {
      outcome
          .getMetrics()
          .forEach(
              (name, value) -> {
                if (name.startsWith(prefix)) {
                  scores.put(name.substring(prefix.length()), value);
                }
              });
    }
    return scores;
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
