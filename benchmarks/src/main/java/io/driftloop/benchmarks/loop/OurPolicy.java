package io.driftloop.benchmarks.loop;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.OutcomeEvaluation;
import io.driftloop.signals.policy.ForecastOptions;
import io.driftloop.signals.policy.Measured;
import io.driftloop.signals.policy.Observation;
import io.driftloop.signals.policy.PolicyOptions;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import io.driftloop.signals.policy.PolicyState;
import io.driftloop.signals.policy.RequestLimits;
import io.driftloop.signals.policy.RetrainPolicy;
import io.driftloop.signals.policy.Verdict;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The product's signals and policy at their defaults, without the jobs around them; a window counts
 * as the week that is the jobs' default. The only place of this benchmark that knows what the
 * product calls.
 */
final class OurPolicy implements Trigger {
  private static final Duration WINDOW = Duration.ofDays(7);
  private static final MonitorSettings SETTINGS =
      new MonitorSettings(
          FalseAlarmBudget.falseAlarmsPer(Duration.ofDays(30)),
          WINDOW,
          1,
          100,
          MonitorSettings.Effects.defaults(),
          Set.of());

  private final PolicyOptions options;
  private PolicyState state = new PolicyState();
  private Trained champion;
  private String request = "";

  /** A policy at its defaults, but for the rule. */
  OurPolicy(Rule rule) {
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
            RequestLimits.none());
  }

  @Override
  public void serves(Trained model) {
    champion = model;
  }

  @Override
  public boolean trains(Window window) {
    PerformanceProfile measured = new PerformanceProfile();
    for (int i = 0; i < window.labels().length; i++) {
      measured.add(window.scores()[i], window.labels()[i]);
    }
    List<Reading> readings =
        new ArrayList<>(
            new OutcomeEvaluation(SETTINGS, champion.reference().performance())
                .evaluate(measured, 0, Optional.empty()));
    long breaches = readings.stream().filter(Reading::breached).count();
    readings.add(Reading.windowEvaluated(breaches, measured.rows()));
    Instant end = Instant.EPOCH.plus(WINDOW.multipliedBy(window.index() + 1L));
    boolean asked = false;
    for (Reading reading : readings) {
      Verdict verdict = RetrainPolicy.decide(state, observation(reading, end), end, options);
      state = verdict.state();
      if (verdict.request()) {
        request = verdict.requestId();
        asked = true;
      }
    }
    return asked;
  }

  @Override
  public void answered(boolean published) {
    state = RetrainPolicy.ended(state, request, published);
  }

  private Observation observation(Reading reading, Instant end) {
    return new Observation(
        "model",
        champion.version(),
        true,
        "labels",
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
