package io.driftloop.jobs.savepoint;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.Signals;
import io.driftloop.jobs.decision.RetrainDecisionJob;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Models with one breached window before the savepoint, and a second that is breached and not
 * closed: what was remembered decides whether its end asks for a retraining.
 */
final class DecisionStory extends Story {
  static final int MODELS = 7;
  static final int BREACHED = 20;

  /** The day whose signals lie before the savepoint and whose end lies after it. */
  static final int OPEN = BREACHED + 1;

  static final int LAST = OPEN + 2;

  final CollectingSink<RetrainingEvent> events = new CollectingSink<>();
  final CollectingSink<RetrainingDecision> decisions = new CollectingSink<>();
  final CollectingSink<Alert> alerts = new CollectingSink<>();
  final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Override
  String job() {
    return RetrainDecisionJob.NAME;
  }

  @Override
  Map<String, String> options() {
    return Map.of(
        "retrain.rule", "threshold", "retrain.triggers", "psi", "retrain.consecutive", "2");
  }

  @Override
  void build(Inputs inputs, Options options) {
    RetrainDecisionJob.build(
        new RetrainDecisionJob.Sources(
            inputs.rows("decide-in", RecordKinds.SIGNALS, signals(), signalsAfter()),
            inputs.control(
                "decide-outcomes",
                RecordKinds.OUTCOMES,
                List.of(Signals.outcome("before", OutcomeStatus.PUBLISHED, "v0")),
                List.of(Signals.outcome("never asked for", OutcomeStatus.FAILED, "v0"))),
            inputs.control(
                "decide-models", RecordKinds.ACTIVE_MODELS, active(2, "v1"), active(1, "v0"))),
        new RetrainDecisionJob.Sinks(events, decisions, alerts, deadLetters),
        options);
  }

  private static List<ActiveModel> active(long generation, String version) {
    return IntStream.range(0, MODELS)
        .mapToObj(
            model -> {
              ActiveModel active = Signals.active(generation, version);
              active.setModel("m" + model);
              return active;
            })
        .toList();
  }

  private static List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    for (int day = 1; day <= OPEN; day++) {
      for (int model = 0; model < MODELS; model++) {
        boolean breached = day >= BREACHED;
        signals.add(of(model, Signals.psi(day, "v1", "load", breached)));
        signals.add(of(model, Signals.psi(day, "v1", "day", false)));
        signals.add(of(model, accuracy(day)));
        if (day < OPEN) {
          signals.add(of(model, Signals.closing(day, "v1", breached ? 1 : 0)));
          signals.add(of(model, Signals.labelsClosing(day, "v1", 0)));
        }
      }
    }
    return signals;
  }

  private static Signal accuracy(int day) {
    Signal accuracy = Signals.accuracy(day, "v1", false);
    accuracy.setReference(0.9);
    accuracy.setReferenceCount(1000L);
    return accuracy;
  }

  /** The open window's end, what had come before once more, and a day as it should be. */
  private static List<Signal> signalsAfter() {
    List<Signal> signals = new ArrayList<>();
    for (int model = 0; model < MODELS; model++) {
      signals.add(of(model, Signals.closing(BREACHED, "v1", 1)));
      signals.add(of(model, Signals.closing(OPEN, "v1", 1)));
      signals.add(of(model, Signals.labelsClosing(OPEN, "v1", 0)));
      signals.add(of(model, Signals.closing(OPEN, "v1", 1)));
      signals.add(of(model, Signals.psi(LAST, "v1", "load", false)));
      signals.add(of(model, Signals.closing(LAST, "v1", 0)));
    }
    return signals;
  }

  private static Signal of(int model, Signal signal) {
    signal.setModel("m" + model);
    signal.setId("m" + model + "/" + signal.getId());
    return signal;
  }

  @Override
  boolean told() {
    return decisions.records().size() == 2 * BREACHED * MODELS;
  }
}
