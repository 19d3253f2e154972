package io.driftloop.signals.policy;

import io.driftloop.signals.policy.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;

/** When requests are due without a breach, and what holds one back that has a reason. */
final class Requests {
  /** After so many fruitless retrainings in a row waiting times double no more. */
  private static final int MOST_DOUBLINGS = 3;

  /** Windows with drift that a trial takes: one may be a false alarm. */
  private static final int DRIFTED_WINDOWS = 2;

  private Requests() {}

  /** Event time since the last request; null where there was none. */
  static Duration sinceLast(PolicyState state, Instant now) {
    return state.lastRequestAt == PolicyState.NEVER
        ? null
        : Duration.between(Instant.ofEpochMilli(state.lastRequestAt), now);
  }

  /** Why a request is due by time or labels, in a sentence; empty where none is. */
  static String due(PolicyState state, Instant now, RequestLimits limits) {
    Duration since = sinceLastOrFirst(state, now);
    if (!limits.every().isZero() && since.compareTo(limits.every()) >= 0) {
      return "%s since the last request".formatted(since);
    }
    if (limits.labels() > 0 && state.labelsSinceRequest >= limits.labels()) {
      return "%d labels since the last request".formatted(state.labelsSinceRequest);
    }
    return "";
  }

  /** Why a trial is due, in a sentence; empty where none is. */
  static String trial(PolicyState state, Instant now, PolicyOptions options) {
    Duration since = sinceLastOrFirst(state, now);
    boolean due =
        !options.limits().trial().isZero()
            && state.driftedWindows >= DRIFTED_WINDOWS
            && since.compareTo(patient(state, options.limits().trial(), options.forecast())) >= 0;
    return due
        ? "%d windows drifted, and a better version may be had: nothing was tried for %s"
            .formatted(state.driftedWindows, since)
        : "";
  }

  private static Duration sinceLastOrFirst(PolicyState state, Instant now) {
    long last = state.lastRequestAt == PolicyState.NEVER ? state.firstWindow : state.lastRequestAt;
    return Duration.between(Instant.ofEpochMilli(last), now);
  }

  /** A waiting time that doubles with each retraining in a row that gave no better version. */
  private static Duration patient(PolicyState state, Duration time, ForecastOptions options) {
    int fruitless = state.risk.fruitlessUntilNow(options.standardErrors());
    return time.multipliedBy(1L << Math.min(MOST_DOUBLINGS, fruitless));
  }

  /** Whether a request is being answered, and has been for less than the timeout. */
  static boolean inFlight(PolicyState state, Instant now, PolicyOptions options) {
    return !state.inFlight.isEmpty()
        && Duration.between(
                    Instant.ofEpochMilli(Math.max(state.inFlightSince, state.lastRequestAt)), now)
                .compareTo(options.inFlightTimeout())
            < 0;
  }

  /**
   * The hold that keeps a request back; null where nothing does. What a schedule asks for needs no
   * patience: whoever set it wants it.
   */
  static Verdict limit(PolicyState state, Reason wish, Instant now, PolicyOptions options) {
    if (inFlight(state, now, options)) {
      return new Verdict(state, Reason.IN_FLIGHT, state.inFlight + " is being answered", "");
    }
    Duration since = sinceLast(state, now);
    if (since == null) {
      return null;
    }
    Duration cooldown =
        wish == Reason.SCHEDULED
            ? options.cooldown()
            : patient(state, options.cooldown(), options.forecast());
    if (since.compareTo(cooldown) < 0) {
      Instant until = Instant.ofEpochMilli(state.lastRequestAt).plus(cooldown);
      return new Verdict(state, Reason.COOLDOWN, "no further request before " + until, "");
    }
    RequestLimits limits = options.limits();
    forget(state, now, limits);
    if (limits.budget() > 0 && state.requests.size() >= limits.budget()) {
      return new Verdict(
          state,
          Reason.BUDGET,
          "%d requests within %s are the most".formatted(limits.budget(), limits.budgetPeriod()),
          "");
    }
    return null;
  }

  /** Takes note of a request that is in flight from now on. */
  static void send(PolicyState state, String id, Instant now, boolean trains) {
    state.inFlight = id;
    state.inFlightSince = now.toEpochMilli();
    state.inFlightTrains = trains;
  }

  /** Takes note of a request for a training. */
  static void remember(PolicyState state, String id, Instant now, RequestLimits limits) {
    send(state, id, now, true);
    state.lastRequestAt = now.toEpochMilli();
    state.labelsSinceRequest = 0;
    state.driftedWindows = 0;
    state.risk.tried();
    forget(state, now, limits);
    if (limits.budget() > 0) {
      state.requests.put(id, now.toEpochMilli());
    }
  }

  private static void forget(PolicyState state, Instant now, RequestLimits limits) {
    long oldest = now.minus(limits.budgetPeriod()).toEpochMilli();
    state.requests.values().removeIf(at -> at <= oldest);
  }
}
