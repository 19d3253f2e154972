package io.driftloop.console.page;

import io.driftloop.schemas.DecisionOutcome;
import io.driftloop.schemas.RetrainingDecision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The newest decisions of a model's policy: the answer to why there was no retraining. */
final class DecisionLog {
  private static final int CAPACITY = 2_000;
  private static final int RECENT = 8;
  private static final String STALE_VERSION = "STALE_VERSION";

  /** Reasons from the most to the least telling. */
  private static final List<String> TELLING =
      List.of(
          "DRIFT",
          "SCHEDULED",
          "ROLL_BACK",
          "IN_FLIGHT",
          "COOLDOWN",
          "BUDGET",
          "NOT_WORTH_IT",
          "NOT_CONSECUTIVE",
          "TOO_FEW_SAMPLES",
          "NO_BREACH");

  private final Bounded<String, RetrainingDecision> decisions = new Bounded<>(CAPACITY);
  private final TreeMap<String, RetrainingDecision> lastOfSource = new TreeMap<>();

  void put(RetrainingDecision decision) {
    String window =
        decision.getModelVersion() + "/" + decision.getSource() + "/" + decision.getWindowEnd();
    decisions.put(window, decision);
    if (!decision.getReason().equals(STALE_VERSION)) {
      lastOfSource.merge(
          decision.getSource(),
          decision,
          (before, now) -> now.getWindowEnd() >= before.getWindowEnd() ? now : before);
    }
  }

  /**
   * The decision that explains the present: of the last one on data and the last one on labels, the
   * more telling. Windows of versions that no longer serve explain nothing.
   */
  Optional<RetrainingDecision> current() {
    return lastOfSource.values().stream()
        .min(Comparator.comparingInt(decision -> rank(decision.getReason())));
  }

  /** How many signals were breached in the last windows on data and on labels together. */
  int currentBreaches() {
    return lastOfSource.values().stream().mapToInt(last -> last.getBreaches().size()).sum();
  }

  private static int rank(String reason) {
    int rank = TELLING.indexOf(reason);
    return rank < 0 ? TELLING.size() : rank;
  }

  /** How many of the remembered windows were held for each reason, most first. */
  List<PageState.HoldCount> holdCounts() {
    Map<String, Long> counts = new TreeMap<>();
    for (RetrainingDecision decision : decisions.values()) {
      if (decision.getOutcome() == DecisionOutcome.HOLD) {
        counts.merge(decision.getReason(), 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .map(e -> new PageState.HoldCount(e.getKey(), meaning(e.getKey()), e.getValue()))
        .sorted(Comparator.comparingLong(PageState.HoldCount::windows).reversed())
        .toList();
  }

  /** The newest holds in spite of a breach, newest first. */
  List<PageState.Hold> recentHolds() {
    List<PageState.Hold> holds = new ArrayList<>();
    List<RetrainingDecision> newestFirst = new ArrayList<>(decisions.values());
    Collections.reverse(newestFirst);
    for (RetrainingDecision decision : newestFirst) {
      if (holds.size() < RECENT && heldInSpiteOfBreach(decision)) {
        holds.add(
            new PageState.Hold(
                decision.getWindowEnd(),
                meaning(decision.getReason()),
                Words.withReadableTimes(decision.getDetail()),
                decision.getBreaches().stream().map(Words::breach).toList()));
      }
    }
    return holds;
  }

  private static boolean heldInSpiteOfBreach(RetrainingDecision decision) {
    return decision.getOutcome() == DecisionOutcome.HOLD
        && !decision.getReason().equals("NO_BREACH")
        && !decision.getReason().equals(STALE_VERSION);
  }

  static String meaning(String reason) {
    return switch (reason) {
      case "NO_BREACH" -> "nothing that asks for one";
      case "TOO_FEW_SAMPLES" -> "too few rows to judge";
      case "NOT_CONSECUTIVE" -> "waiting whether it lasts";
      case "COOLDOWN" -> "cooling down";
      case "IN_FLIGHT" -> "a request is being answered";
      case STALE_VERSION -> "the version no longer serves";
      case "NOT_WORTH_IT" -> "not worth its cost";
      case "BUDGET" -> "the budget of retrainings is used up";
      case "DRIFT" -> "retraining asked for";
      case "ROLL_BACK" -> "roll-back asked for";
      case "SCHEDULED" -> "retraining asked for by schedule";
      default -> reason.toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
