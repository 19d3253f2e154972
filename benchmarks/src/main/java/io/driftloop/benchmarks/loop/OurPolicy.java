package io.driftloop.benchmarks.loop;

import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.CalibrationReadings;
import io.driftloop.signals.monitor.FairnessSettings;
import io.driftloop.signals.monitor.HeldBackReference;
import io.driftloop.signals.monitor.LabelEvaluation;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.Outcome;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.OutcomeReference;
import io.driftloop.signals.monitor.PredictionEvaluation;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.ForecastOptions;
import io.driftloop.signals.policy.Measured;
import io.driftloop.signals.policy.Observation;
import io.driftloop.signals.policy.PolicyOptions;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import io.driftloop.signals.policy.PolicyState;
import io.driftloop.signals.policy.RequestLimits;
import io.driftloop.signals.policy.RetrainPolicy;
import io.driftloop.signals.policy.Verdict;
import io.driftloop.signals.policy.Verdict.Reason;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The product's signals and policy, without the jobs around them; a window counts as the week that
 * is the jobs' default. The only place of this benchmark that knows what the product calls.
 */
final class OurPolicy implements Trigger {
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final Duration TRIAL = WINDOW.multipliedBy(4);
  private static final MonitorSettings SETTINGS =
      new MonitorSettings(
          FalseAlarmBudget.falseAlarmsPer(Duration.ofDays(30)),
          WINDOW,
          1,
          100,
          MonitorSettings.Effects.defaults(),
          VerdictOptions.OFF.defaultValue().orElseThrow());

  private final PolicyOptions options;
  private final Set<Action> actions;
  private PolicyState state = new PolicyState();
  private Trained champion;
  private String request = "";

  private OurPolicy(Rule rule, Duration trial, Set<Action> actions) {
    this.actions = actions;
    options =
        new PolicyOptions(
            Set.of(SignalKind.ACCURACY, SignalKind.LOG_LOSS),
            100,
            1,
            WINDOW.multipliedBy(2),
            WINDOW,
            WINDOW.multipliedBy(12),
            rule,
            ForecastOptions.defaults(),
            new RequestLimits(0, Duration.ZERO, Duration.ZERO, 0, trial));
  }

  /** One that only retrains, where a risk asks for it. */
  static OurPolicy retraining(Rule rule) {
    return new OurPolicy(rule, Duration.ZERO, Set.of(Action.RETRAIN));
  }

  /** The cost-aware rule with trials and recalibrations. */
  static OurPolicy recalibrating() {
    return new OurPolicy(Rule.COST_AWARE, TRIAL, Set.of(Action.RETRAIN, Action.RECALIBRATE));
  }

  /** The cost-aware rule, whose champion's head learns each window that trains nothing. */
  static OurPolicy tuning() {
    return new OurPolicy(Rule.COST_AWARE, Duration.ZERO, Set.of(Action.RETRAIN, Action.TUNE_HEAD));
  }

  @Override
  public void serves(Trained model) {
    champion = model;
  }

  @Override
  public Optional<Action> asks(Window window) {
    Instant end = Instant.EPOCH.plus(WINDOW.multipliedBy(window.index() + 1L));
    decide("data", inputs(window), end);
    List<Reading> labels = labels(window);
    Verdict verdict = decide("labels", labels, end);
    if (verdict.request()) {
      request = verdict.requestId();
      return Optional.of(Action.RETRAIN);
    }
    if (actions.contains(Action.TUNE_HEAD)) {
      return mending(Action.TUNE_HEAD, Reason.TUNE_HEAD, end);
    }
    return actions.contains(Action.RECALIBRATE) && labels.stream().anyMatch(OurPolicy::mendable)
        ? mending(Action.RECALIBRATE, Reason.RECALIBRATE, end)
        : Optional.empty();
  }

  /** As the diagnosis of the decision job has it. */
  private static boolean mendable(Reading reading) {
    return reading.kind() == SignalKind.CALIBRATION_SHIFT
        && CalibrationReadings.mendable(reading.breached(), reading.evidence());
  }

  private Optional<Action> mending(Action action, Reason reason, Instant end) {
    request = action + "/" + end;
    Optional<Verdict> asked = RetrainPolicy.mend(state, reason, request, "", end, options);
    asked.ifPresent(verdict -> state = verdict.state());
    return asked.map(verdict -> action);
  }

  private List<Reading> inputs(Window window) {
    PredictionReference reference = champion.card().predictionReference();
    PredictionProfile profile = PredictionProfile.empty(reference);
    for (int i = 0; i < window.labels().length; i++) {
      profile.add(window.rows()[i], window.scores()[i], 0, true);
    }
    return new PredictionEvaluation(SETTINGS, reference).evaluate(profile, 0);
  }

  private List<Reading> labels(Window window) {
    OutcomeReference reference = reference(champion.card());
    OutcomeProfile profile = OutcomeProfile.empty(reference.classes().size());
    for (int i = 0; i < window.labels().length; i++) {
      profile.add(
          reference,
          new Outcome(
              String.valueOf(i),
              window.scores()[i],
              window.labels()[i],
              Map.of(),
              window.rows()[i]));
    }
    return new LabelEvaluation(SETTINGS, FairnessSettings.none(), reference)
        .evaluate(profile, 0, Optional.empty());
  }

  private static OutcomeReference reference(ModelCard card) {
    return new OutcomeReference(
        card.reference(),
        card.schema().classes(),
        card.schema().features().stream().map(FeatureSchema.Feature::categories).toList(),
        card.schema().classes().size() - 1,
        card.heldBack().flatMap(HeldBackReference::outcomes));
  }

  /** The verdict on a window of a source, once all its readings are told. */
  private Verdict decide(String source, List<Reading> readings, Instant end) {
    for (Reading reading : readings) {
      if (reading.segment().isEmpty()) {
        state =
            RetrainPolicy.decide(state, observation(source, reading, end), end, options).state();
      }
    }
    long breaches = readings.stream().filter(Reading::breached).count();
    Reading closing = Reading.windowEvaluated(breaches, readings.get(0).sampleCount());
    Verdict verdict = RetrainPolicy.decide(state, observation(source, closing, end), end, options);
    state = verdict.state();
    return verdict;
  }

  @Override
  public Optional<Action> answered(boolean published) {
    boolean follows =
        actions.contains(Action.TUNE_HEAD) && RetrainPolicy.retraining(state, request);
    state = RetrainPolicy.ended(state, request, published);
    return follows
        ? mending(Action.TUNE_HEAD, Reason.TUNE_HEAD, Instant.ofEpochMilli(state.lastRequestAt))
        : Optional.empty();
  }

  private Observation observation(String source, Reading reading, Instant end) {
    return new Observation(
        "model",
        champion.version(),
        true,
        source,
        reading.kind(),
        reading.subject(),
        end,
        reading.sampleCount(),
        reading.breached(),
        new Measured(
            reading.value(),
            reading.reference(),
            reading.evidence().getOrDefault("standardError", Double.NaN),
            reading.judgement().referenceCount()));
  }
}
