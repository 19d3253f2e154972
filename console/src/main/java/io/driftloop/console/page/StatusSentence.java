package io.driftloop.console.page;

import io.driftloop.console.page.PageState.Level;
import io.driftloop.schemas.RetrainingDecision;
import java.util.Optional;
import java.util.Set;

/**
 * The one sentence that answers whether all is well: what serves, how good it is, what is being
 * done about it, and if nothing is, why.
 */
final class StatusSentence {
  private static final Set<String> ANSWERED = Set.of("DRIFT", "ROLL_BACK", "IN_FLIGHT");

  private StatusSentence() {}

  static PageState.Status of(ModelView model) {
    Doing doing = doing(model);
    if (doing.level() == Level.WAITING && model.serving().isEmpty() && !measured(model)) {
      return new PageState.Status(doing.level().wireName(), "Waiting for the first model.");
    }
    String sentence = serving(model) + "; " + accuracy(model) + "; " + doing.words() + ".";
    return new PageState.Status(doing.level().wireName(), sentence);
  }

  private record Doing(Level level, String words) {}

  private static String serving(ModelView model) {
    return model
        .serving()
        .map(swap -> "Serving " + swap.version())
        .orElseGet(
            () -> measured(model) ? "Watching " + model.measuredVersion() : "No model serves yet");
  }

  private static boolean measured(ModelView model) {
    return !model.measuredVersion().isEmpty();
  }

  private static String accuracy(ModelView model) {
    return model
        .accuracy
        .last()
        .map(point -> "accuracy " + Words.figure(point.value()) + " over the last window")
        .orElse("no labelled window yet");
  }

  private static Doing doing(ModelView model) {
    Optional<PageState.Retraining> running = model.retrainings.running();
    if (running.isPresent()) {
      return new Doing(Level.BUSY, retraining(running.get()));
    }
    return model
        .decisions
        .current()
        .map(decision -> answered(model, decision).orElseGet(() -> decided(model, decision)))
        .orElse(new Doing(Level.WAITING, "waiting for the first window"));
  }

  private static String retraining(PageState.Retraining running) {
    String doing = running.status().equals("rolling back") ? "rolling back" : "retraining";
    String since = doing + " since " + Words.time(running.at());
    if (running.reasons().isEmpty()) {
      return since;
    }
    int more = running.reasons().size() - 1 + running.moreReasons();
    String others = more == 0 ? "" : " (and " + Words.count(more, "more reason") + ")";
    return since + " because " + running.reasons().get(0) + others;
  }

  /** What came of a request, until the next window is decided on. */
  private static Optional<Doing> answered(ModelView model, RetrainingDecision decision) {
    if (!ANSWERED.contains(decision.getReason())) {
      return Optional.empty();
    }
    return model.retrainings.ended().map(StatusSentence::answer);
  }

  private static Doing answer(PageState.Retraining ended) {
    String challenger = ended.version() == null ? "a challenger" : ended.version();
    return switch (ended.status()) {
      case "published" ->
          new Doing(Level.OK, challenger + " was published, waiting for its first window");
      case "rejected" -> new Doing(Level.ATTENTION, challenger + " was rejected: " + ended.why());
      case "rolled back" -> new Doing(Level.ATTENTION, ended.why());
      default -> new Doing(Level.ATTENTION, "retraining " + ended.status() + ": " + ended.why());
    };
  }

  private static Doing decided(ModelView model, RetrainingDecision decision) {
    String detail = Words.withReadableTimes(decision.getDetail());
    return switch (decision.getReason()) {
      case "NO_BREACH" -> new Doing(Level.OK, "nothing to do: " + harmless(model));
      case "COOLDOWN" ->
          new Doing(Level.ATTENTION, "drift seen, nothing to do: cooling down" + until(detail));
      case "NOT_CONSECUTIVE" ->
          new Doing(Level.ATTENTION, "drift seen, waiting whether it lasts" + aside(detail));
      case "TOO_FEW_SAMPLES" ->
          new Doing(Level.OK, "nothing to do: too few rows to judge" + aside(detail));
      case "NOT_WORTH_IT" ->
          new Doing(
              Level.ATTENTION, "worse than it was, but not worth a retraining" + aside(detail));
      case "BUDGET" ->
          new Doing(
              Level.ATTENTION, "worse than it was, but the budget is used up" + aside(detail));
      case "IN_FLIGHT", "DRIFT", "SCHEDULED" -> new Doing(Level.BUSY, "retraining asked for");
      case "ROLL_BACK" -> new Doing(Level.BUSY, "roll-back asked for");
      default -> new Doing(Level.OK, "nothing to do: " + detail);
    };
  }

  /** A breach need not ask for a retraining: which kinds may is the policy's choice. */
  private static String harmless(ModelView model) {
    int breaches = model.decisions.currentBreaches();
    return switch (breaches) {
      case 0 -> "no signal is over its threshold";
      case 1 -> "1 signal is over its threshold, but none that asks for a retraining";
      default ->
          breaches + " signals are over their thresholds, but none that asks for a retraining";
    };
  }

  private static String until(String detail) {
    int before = detail.lastIndexOf("before ");
    return before < 0 ? aside(detail) : " until " + detail.substring(before + "before ".length());
  }

  private static String aside(String detail) {
    return detail.isEmpty() ? "" : " (" + detail + ")";
  }
}
