package io.driftloop.jobs.decision;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.io.SignalKinds;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.diagnosis.DiagnosisOptions;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.ForecastOptions;
import io.driftloop.signals.policy.PolicyOptions;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import io.driftloop.signals.policy.RemedyOptions;
import io.driftloop.signals.policy.RequestLimits;
import io.driftloop.signals.severity.HarmOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The retraining decision's own options. */
public final class DecisionOptions {
  public static final Option<Set<SignalKind>> TRIGGERS =
      SignalKinds.option(
          "retrain.triggers",
          "accuracy,log-loss",
          "Kinds of signals whose breach may ask for a retraining by the rule of thresholds; all"
              + " others only explain one.",
          kinds -> !kinds.isEmpty() && !kinds.contains(SignalKind.LAG));

  public static final Option<Integer> CONSECUTIVE =
      Option.integer(
              "retrain.consecutive",
              1,
              10_000,
              "Breached windows in a row that it takes to ask for a retraining.")
          .defaultTo("1");

  public static final Option<Duration> COOLDOWN =
      Option.duration(
              "retrain.cooldown",
              "14d",
              "Event time between two requests for a retraining. It doubles, up to three times,"
                  + " with each in a row that gave no better version.")
          .defaultTo("14d");

  public static final Option<Duration> IN_FLIGHT_TIMEOUT =
      Option.duration(
              "retrain.in-flight-timeout",
              "7d",
              "Event time after which a request without an answer no longer blocks the next.")
          .defaultTo("7d");

  public static final Option<Duration> TRAINING_WINDOW =
      Option.duration(
              "retrain.training-window",
              "84d",
              "Event time of the rows to train on, up to the decision.")
          .defaultTo("84d");

  public static final Option<Integer> MINIMUM_SAMPLES =
      Option.integer(
              "retrain.minimum-samples",
              1,
              Integer.MAX_VALUE,
              "Rows that a breached window must have to ask for a retraining.")
          .defaultTo("100");

  public static final Option<Rule> RULE =
      Option.oneOf(
              "retrain.rule",
              Rule.class,
              "What makes a risk worth a retraining: a forecast loss above the retraining's cost,"
                  + " or breached windows of a trigger in a row.")
          .defaultTo("cost-aware");

  public static final Option<Double> COST =
      Option.number(
              "retrain.cost",
              0,
              1e12,
              "What a retraining costs, in wrong answers that it must save to be worth it.")
          .defaultTo("10");

  public static final Option<Double> MINIMUM_GAIN =
      Option.number(
              "retrain.minimum-gain",
              0,
              1,
              "Smallest gain that matters, as a share of the labelled rows of the horizon.")
          .defaultTo("0.01");

  public static final Option<Duration> HORIZON =
      Option.duration(
              "retrain.horizon",
              "84d",
              "Event time for which a new version is expected to be of use.")
          .defaultTo("84d");

  public static final Option<Integer> BUDGET =
      Option.integer(
              "retrain.budget",
              0,
              1_000_000,
              "Retrainings that may be asked for in a budget period; 0 for no such limit.")
          .defaultTo("0");

  public static final Option<Duration> BUDGET_PERIOD =
      Option.duration("retrain.budget-period", "365d", "Event time that the budget is for.")
          .defaultTo("365d");

  public static final Option<Duration> EVERY =
      Option.duration(
              "retrain.every",
              "90d",
              "Event time after which a retraining is asked for whatever the signals say; 0s for"
                  + " never.")
          .defaultTo("0s");

  public static final Option<Integer> EVERY_LABELS =
      Option.integer(
              "retrain.every-labels",
              0,
              Integer.MAX_VALUE,
              "Labelled rows after which a retraining is asked for whatever the signals say; 0 for"
                  + " never.")
          .defaultTo("0");

  public static final Option<Duration> TRIAL =
      Option.duration(
              "retrain.trial",
              "28d",
              "Event time after which a retraining is tried where inputs or scores drift and no"
                  + " harm is seen: only a new version shows whether a better one can be had. It"
                  + " doubles with each that gave none; 0s for never.")
          .defaultTo("0s");

  public static final Option<Set<Action>> ACTIONS =
      new Option<>(
          "retrain.actions",
          Optional.of(Set.of(Action.RETRAIN)),
          "a list of collect-labels, relabel, recalibrate, tune-head, retrain and roll-back, with"
              + " retrain among them",
          "retrain",
          "Actions that are asked for by retraining events; all others are only proposed by"
              + " decisions. The worker answers retrain, recalibrate, tune-head and roll-back; the rest"
              + " is for people and other readers of the topic. tune-head is asked for at each"
              + " window of labels at which nothing else is.",
          DecisionOptions::actions,
          actions -> actions.contains(Action.RETRAIN));

  public static final Option<Duration> QUIET =
      Option.duration(
              "retrain.quiet",
              "28d",
              "Event time in which the same action on the same segment is not proposed again.")
          .defaultTo("28d");

  public static final Option<Integer> ROLL_BACK_WINDOWS =
      Option.integer(
              "retrain.roll-back-windows",
              0,
              10_000,
              "Windows with labels after a new version came in which a roll-back may be proposed,"
                  + " where the version before had significantly fewer errors; 0 for never.")
          .defaultTo("3");

  public static final Option<Duration> ALERTS_QUIET =
      Option.duration(
              "alerts.quiet", "7d", "Event time in which the same alert is not raised again.")
          .defaultTo("7d");

  public static final List<Option<?>> ALL =
      JobOptions.and(
          RULE,
          TRIGGERS,
          CONSECUTIVE,
          COST,
          MINIMUM_GAIN,
          HORIZON,
          BUDGET,
          BUDGET_PERIOD,
          EVERY,
          EVERY_LABELS,
          TRIAL,
          COOLDOWN,
          IN_FLIGHT_TIMEOUT,
          TRAINING_WINDOW,
          MINIMUM_SAMPLES,
          ACTIONS,
          QUIET,
          ROLL_BACK_WINDOWS,
          ALERTS_QUIET);

  private DecisionOptions() {}

  static PolicyOptions policy(Options options) {
    return new PolicyOptions(
        options.get(TRIGGERS),
        options.get(MINIMUM_SAMPLES),
        options.get(CONSECUTIVE),
        options.get(COOLDOWN),
        options.get(IN_FLIGHT_TIMEOUT),
        options.get(TRAINING_WINDOW),
        options.get(RULE),
        forecast(options),
        new RequestLimits(
            options.get(BUDGET),
            options.get(BUDGET_PERIOD),
            options.get(EVERY),
            options.get(EVERY_LABELS),
            options.get(TRIAL)));
  }

  static DiagnosisOptions diagnosis(Options options) {
    return new DiagnosisOptions(
        HarmOptions.defaults(),
        RemedyOptions.defaults(),
        options.get(ALERTS_QUIET),
        options.get(QUIET),
        options.get(ROLL_BACK_WINDOWS),
        options.get(ACTIONS));
  }

  private static Set<Action> actions(String text) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (String name : text.split(",")) {
      actions.add(Action.valueOf(name.trim().toUpperCase(Locale.ROOT).replace('-', '_')));
    }
    return actions;
  }

  private static ForecastOptions forecast(Options options) {
    ForecastOptions defaults = ForecastOptions.defaults();
    return new ForecastOptions(
        options.get(COST),
        options.get(MINIMUM_GAIN),
        options.get(HORIZON),
        defaults.standardErrors(),
        defaults.halfLife(),
        defaults.concession());
  }
}
