package io.driftloop.console.page;

import io.driftloop.console.page.PageState.Level;
import io.driftloop.console.page.PageState.Step;
import io.driftloop.schemas.RetrainingDecision;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The loop as six steps, data to serving, each with its state and a short figure. */
final class LoopStrip {
  private static final String NOTHING = "–";

  private LoopStrip() {}

  static List<Step> of(ModelView model, PageState.Progress progress) {
    return List.of(
        data(model, progress),
        drift(model),
        trigger(model),
        train(model),
        gate(model),
        serving(model));
  }

  private static Step step(String name, Level level, String figure, String detail) {
    return new Step(name, level.wireName(), figure, detail);
  }

  private static Step data(ModelView model, PageState.Progress progress) {
    String window =
        model
            .lastDataWindow()
            .map(point -> Words.count(point.rows()) + " in the last window")
            .orElse("waiting for the first window");
    if (progress.rows() > 0) {
      return step("data", Level.OK, Words.count(progress.rows(), "row"), window);
    }
    return model
        .lastDataWindow()
        .map(
            point -> step("data", Level.OK, Words.count(point.rows(), "row"), "in the last window"))
        .orElse(step("data", Level.WAITING, NOTHING, window));
  }

  private static Step drift(ModelView model) {
    PageState.Drift drift = model.drift();
    if (drift.features() == 0) {
      return step("drift", Level.WAITING, NOTHING, "waiting for the first window");
    }
    String figure = drift.breached() + " of " + Words.count(drift.features(), "feature");
    if (drift.breached() == 0) {
      return step("drift", Level.OK, figure, "all as in training");
    }
    PageState.Feature worst = drift.worst().get(0);
    return step("drift", Level.ATTENTION, figure, "most in " + worst.name());
  }

  private static Step trigger(ModelView model) {
    Optional<PageState.Retraining> running = model.retrainings.running();
    if (running.isPresent()) {
      String what = rollingBack(running.get()) ? "a roll-back" : "a retraining";
      return step("trigger", Level.BUSY, "requested", what + " is running");
    }
    return model
        .decisions
        .current()
        .map(decision -> decided(model, decision))
        .orElse(step("trigger", Level.WAITING, NOTHING, "waiting for the first window"));
  }

  private static Step decided(ModelView model, RetrainingDecision decision) {
    String detail = Words.withReadableTimes(decision.getDetail());
    return switch (decision.getReason()) {
      case "NO_BREACH", "TOO_FEW_SAMPLES" -> step("trigger", Level.OK, "quiet", detail);
      case "NOT_CONSECUTIVE" -> step("trigger", Level.ATTENTION, "waiting", detail);
      case "COOLDOWN" -> step("trigger", Level.ATTENTION, "cooling down", detail);
      case "NOT_WORTH_IT" -> step("trigger", Level.ATTENTION, "not worth it", detail);
      case "BUDGET" -> step("trigger", Level.ATTENTION, "budget used up", detail);
      case "IN_FLIGHT", "DRIFT", "SCHEDULED", "ROLL_BACK" ->
          model
              .retrainings
              .ended()
              .map(
                  ended -> step("trigger", Level.OK, "answered", "since " + Words.time(ended.at())))
              .orElse(step("trigger", Level.BUSY, "requested", detail));
      default -> step("trigger", Level.OK, DecisionLog.meaning(decision.getReason()), detail);
    };
  }

  private static boolean rollingBack(PageState.Retraining running) {
    return running.status().equals("rolling back");
  }

  private static Step train(ModelView model) {
    if (model.retrainings.running().filter(running -> !rollingBack(running)).isPresent()) {
      return step("train", Level.BUSY, "training", "a challenger is being made");
    }
    return model
        .retrainings
        .ended()
        .map(LoopStrip::trained)
        .orElse(step("train", Level.WAITING, NOTHING, "no retraining yet"));
  }

  private static Step trained(PageState.Retraining last) {
    String seconds = String.format(Locale.ROOT, "%.1f s", last.seconds());
    if (last.status().equals("failed")) {
      return step("train", Level.ATTENTION, "failed", last.why());
    }
    if (last.status().equals("rolled back")) {
      return step("train", Level.OK, "not needed", last.why());
    }
    String rows = last.rows() == null ? "the last time" : "on " + Words.count(last.rows(), "row");
    return step("train", Level.OK, seconds, rows);
  }

  private static Step gate(ModelView model) {
    return model
        .retrainings
        .ended()
        .filter(last -> last.challengerAccuracy() != null && last.championAccuracy() != null)
        .map(LoopStrip::judged)
        .orElse(step("gate", Level.WAITING, NOTHING, "no challenger yet"));
  }

  private static Step judged(PageState.Retraining last) {
    String scores =
        Words.figure(last.challengerAccuracy()) + " vs " + Words.figure(last.championAccuracy());
    Level level = last.status().equals("published") ? Level.OK : Level.ATTENTION;
    String challenger = last.version() == null ? "challenger" : last.version();
    return step("gate", level, scores, challenger + " " + last.status());
  }

  private static Step serving(ModelView model) {
    return model
        .serving()
        .map(swap -> step("serving", Level.OK, swap.version(), "since " + Words.time(swap.at())))
        .orElseGet(
            () ->
                model.measuredVersion().isEmpty()
                    ? step("serving", Level.WAITING, NOTHING, "waiting for the first model")
                    : step("serving", Level.OK, model.measuredVersion(), "served elsewhere"));
  }
}
