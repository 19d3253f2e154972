package io.driftloop.console.page;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.signals.policy.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A model's retrainings and roll-backs: requests joined with their outcomes, whichever comes first,
 * for they come from two topics.
 */
final class RetrainingLog {
  private static final int CAPACITY = 200;
  private static final int REASONS = 6;

  private final Bounded<String, Entry> entries = new Bounded<>(CAPACITY);

  private static final class Entry {
    RetrainingEvent event;
    RetrainingOutcome outcome;

    long at() {
      if (event != null) {
        return event.getRequestedAt();
      }
      return outcome.getDataset() == null ? 0 : outcome.getDataset().getTrainTo();
    }
  }

  void put(RetrainingEvent event) {
    entry(event.getRequestId()).event = event;
  }

  void put(RetrainingOutcome outcome) {
    entry(outcome.getRequestId()).outcome = outcome;
  }

  private Entry entry(String requestId) {
    return entries.computeIfAbsent(requestId, id -> new Entry());
  }

  /** The newest request that has no outcome. */
  Optional<PageState.Retraining> running() {
    return newest(entries.values().stream().filter(entry -> entry.outcome == null).toList());
  }

  /** The newest retraining that has ended. */
  Optional<PageState.Retraining> ended() {
    return newest(entries.values().stream().filter(entry -> entry.outcome != null).toList());
  }

  private static Optional<PageState.Retraining> newest(Collection<Entry> entries) {
    return entries.stream().max(Comparator.comparingLong(Entry::at)).map(RetrainingLog::row);
  }

  /** Every remembered retraining, newest first. */
  List<PageState.Retraining> rows() {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(Entry::at).reversed());
    return sorted.stream().map(RetrainingLog::row).toList();
  }

  private static PageState.Retraining row(Entry entry) {
    RetrainingOutcome outcome = entry.outcome;
    List<String> reasons =
        entry.event == null
            ? List.of()
            : Stream.concat(
                    Stream.of(entry.event.getWhy()).filter(why -> !why.isEmpty()),
                    entry.event.getReasons().stream().map(Words::reason))
                .toList();
    boolean ended = outcome != null;
    return new PageState.Retraining(
        ended ? outcome.getRequestId() : entry.event.getRequestId(),
        entry.at(),
        ended ? status(outcome.getStatus()) : running(entry.event),
        reasons.stream().limit(REASONS).toList(),
        Math.max(0, reasons.size() - REASONS),
        entry.event == null ? null : entry.event.getModelVersion(),
        ended ? outcome.getVersion() : null,
        ended ? score(outcome.getMetrics(), "champion.") : null,
        ended ? score(outcome.getMetrics(), "challenger.") : null,
        ended && outcome.getDataset() != null ? outcome.getDataset().getRows() : null,
        ended ? outcome.getSeconds() : null,
        ended ? Words.withReadableTimes(outcome.getWhy()) : "");
  }

  private static String running(RetrainingEvent event) {
    return event.getAction().equals(Action.ROLL_BACK.name()) ? "rolling back" : "running";
  }

  private static String status(OutcomeStatus status) {
    return switch (status) {
      case PUBLISHED -> "published";
      case REJECTED -> "rejected";
      case FAILED -> "failed";
      case ROLLED_BACK -> "rolled back";
      case UNKNOWN -> "unknown";
    };
  }

  private static Double score(Map<String, Double> metrics, String who) {
    return PageState.finite(metrics.get(who + "accuracy"));
  }
}
