package io.driftloop.jobs.decision;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.PolicyOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The retraining decision's own options. */
public final class DecisionOptions {
  public static final Option<Set<SignalKind>> TRIGGERS =
      kinds(
          "retrain.triggers",
          "accuracy,log-loss",
          "Kinds of signals whose breach may ask for a retraining; all others only explain one.");

  public static final Option<Integer> CONSECUTIVE =
      Option.integer(
              "retrain.consecutive",
              1,
              10_000,
              "Breached windows in a row that it takes to ask for a retraining.")
          .defaultTo("1");

  public static final Option<Duration> COOLDOWN =
      Option.duration(
              "retrain.cooldown", "14d", "Event time between two requests for a retraining.")
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

  public static final List<Option<?>> ALL =
      JobOptions.and(
          TRIGGERS, CONSECUTIVE, COOLDOWN, IN_FLIGHT_TIMEOUT, TRAINING_WINDOW, MINIMUM_SAMPLES);

  private DecisionOptions() {}

  private static Option<Set<SignalKind>> kinds(String key, String defaults, String description) {
    Option<List<String>> texts = Option.list(key, defaults, description);
    Function<String, Set<SignalKind>> parser =
        text -> {
          Set<SignalKind> kinds = EnumSet.noneOf(SignalKind.class);
          texts.parser().apply(text).forEach(name -> kinds.add(SignalKind.ofWireName(name)));
          return kinds;
        };
    return new Option<>(
        key,
        Optional.of(parser.apply(defaults)),
        "a list of signal kinds",
        defaults,
        description,
        parser,
        kinds -> !kinds.isEmpty() && !kinds.contains(SignalKind.WINDOW_EVALUATED));
  }

  static PolicyOptions policy(Options options) {
    return new PolicyOptions(
        options.get(TRIGGERS),
        options.get(MINIMUM_SAMPLES),
        options.get(CONSECUTIVE),
        options.get(COOLDOWN),
        options.get(IN_FLIGHT_TIMEOUT),
        options.get(TRAINING_WINDOW));
  }
}
