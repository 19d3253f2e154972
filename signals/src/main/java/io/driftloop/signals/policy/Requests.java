package io.driftloop.signals.policy;

import io.driftloop.signals.policy.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;

/** When requests are due without a breach, and what holds one back that has a reason. */
final class Requests {
  private Requests() {}

  /** Event time since the last request; null where there was none. */
  static Duration sinceLast(PolicyState state, Instant now) {
    return state.lastRequestAt == PolicyState.NEVER
        ? null
        : Duration.between(Instant.ofEpochMilli(state.lastRequestAt), now);
  }

  /** Why a request is due by time or labels, in a sentence; empty where none is. */
  static String due(PolicyState state, Instant now, RequestLimits limits) {
    long last = state.lastRequestAt == PolicyState.NEVER ? state.firstWindow : state.lastRequestAt;
    Duration since = Duration.between(Instant.ofEpochMilli(last), now);
    if (!limits.every().isZero() && since.compareTo(limits.every()) >= 0) {
      return "%s since the last request".formatted(since);
    }
    if (limits.labels() > 0 && state.labelsSinceRequest >= limits.labels()) {
      return "%d labels since the last request".formatted(state.labelsSinceRequest);
    }
    return "";
  }

  /** Whether a request is being answered, and has been for less than the timeout. */
  static boolean inFlight(PolicyState state, Instant now, PolicyOptions options) {
    Duration since = sinceLast(state, now);
    return since != null
        && !state.inFlight.isEmpty()
        && since.compareTo(options.inFlightTimeout()) < 0;
  }

  /** The hold that keeps a request back; null where nothing does. */
  static Verdict limit(PolicyState state, Instant now, PolicyOptions options) {
    Duration since = sinceLast(state, now);
    if (since == null) {
      return null;
    }
    if (inFlight(state, now, options)) {
      return new Verdict(state, Reason.IN_FLIGHT, state.inFlight + " is being answered", "");
    }
    if (since.compareTo(options.cooldown()) < 0) {
      Instant until = Instant.ofEpochMilli(state.lastRequestAt).plus(options.cooldown());
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

  static void remember(PolicyState state, String id, Instant now, RequestLimits limits) {
    state.inFlight = id;
    state.lastRequestAt = now.toEpochMilli();
    state.labelsSinceRequest = 0;
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
