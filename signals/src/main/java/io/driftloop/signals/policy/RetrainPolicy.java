package io.driftloop.signals.policy;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides whether signals are worth a retraining. A pure function of state, signal and time, so
 * that the same signals give the same requests, with the same ids, however often they are replayed.
 *
 * <p>A window's signals are collected until its closing {@link SignalKind#WINDOW_EVALUATED}, which
 * is decided on; so a request can name every breach of the window. Signals may be delivered twice:
 * each counts once.
 */
public final class RetrainPolicy {
  private RetrainPolicy() {}

  /**
   * The verdict on one signal.
   *
   * @param now event time of the decision
   */
  public static Verdict decide(
      PolicyState state, Observation signal, Instant now, PolicyOptions options) {
    if (!signal.champion() || stale(state, signal)) {
      return hold(state, Reason.STALE_VERSION, signal.modelVersion() + " does not serve");
    }
    String key = signal.streakKey();
    long windowEnd = signal.windowEnd().toEpochMilli();
    if (state.lastWindows.getOrDefault(key, PolicyState.NEVER) >= windowEnd) {
      return hold(state, Reason.REPEATED, "the signal was counted before");
    }
    PolicyState next = state.copy();
    next.lastWindows.put(key, windowEnd);
    if (signal.kind() != SignalKind.WINDOW_EVALUATED) {
      next.streaks.put(key, signal.breached() ? next.streaks.getOrDefault(key, 0) + 1 : 0);
      return hold(next, Reason.COLLECTING, "the window's signals are still coming");
    }
    return close(next, signal, now, options);
  }

  private static boolean stale(PolicyState state, Observation signal) {
    return !state.championVersion.isEmpty() && !state.championVersion.equals(signal.modelVersion());
  }

  private static Verdict close(
      PolicyState state, Observation signal, Instant now, PolicyOptions options) {
    int streak = longestStreak(state, signal, options);
    if (streak == 0) {
      return hold(state, Reason.NO_BREACH, "nothing that may trigger is breached");
    }
    if (signal.sampleCount() < options.minimumSamples()) {
      return hold(
          state,
          Reason.TOO_FEW_SAMPLES,
          "%d rows of %d".formatted(signal.sampleCount(), options.minimumSamples()));
    }
    if (streak < options.consecutive()) {
      return hold(
          state,
          Reason.NOT_CONSECUTIVE,
          "%d of %d windows in a row".formatted(streak, options.consecutive()));
    }
    if (state.lastRequestAt != PolicyState.NEVER) {
      Duration since = Duration.between(Instant.ofEpochMilli(state.lastRequestAt), now);
      if (!state.inFlight.isEmpty() && since.compareTo(options.inFlightTimeout()) < 0) {
        return hold(state, Reason.IN_FLIGHT, state.inFlight + " is being answered");
      }
      if (since.compareTo(options.cooldown()) < 0) {
        Instant until = Instant.ofEpochMilli(state.lastRequestAt).plus(options.cooldown());
        return hold(state, Reason.COOLDOWN, "no further request before " + until);
      }
    }
    return request(state, signal, now, streak);
  }

  /** Of the streaks that the window carried on, for what it did not measure says nothing of now. */
  private static int longestStreak(PolicyState state, Observation signal, PolicyOptions options) {
    List<String> prefixes =
        options.triggers().stream()
            .map(kind -> Observation.keyPrefix(signal.source(), kind))
            .toList();
    long windowEnd = signal.windowEnd().toEpochMilli();
    return state.streaks.entrySet().stream()
        .filter(streak -> prefixes.stream().anyMatch(streak.getKey()::startsWith))
        .filter(streak -> state.lastWindows.get(streak.getKey()) == windowEnd)
        .mapToInt(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  private static Verdict request(PolicyState state, Observation signal, Instant now, int streak) {
    String id = signal.model() + "/" + signal.modelVersion() + "/" + signal.windowEnd();
    state.inFlight = id;
    state.lastRequestAt = now.toEpochMilli();
    state.streaks = new TreeMap<>();
    return new Verdict(state, Reason.DRIFT, "%d breached windows in a row".formatted(streak), id);
  }

  private static Verdict hold(PolicyState state, Reason reason, String detail) {
    return new Verdict(state, reason, detail, "");
  }

  /**
   * The state after a request ended.
   *
   * @param requestId the request that ended; another than the one in flight changes nothing
   */
  public static PolicyState ended(PolicyState state, String requestId) {
    if (!state.inFlight.equals(requestId)) {
      return state;
    }
    PolicyState next = state.copy();
    next.inFlight = "";
    return next;
  }

  /**
   * The state after it was told which version serves, whoever published it. What was counted of
   * another version ends.
   *
   * @param generation the highest counts, in whatever order they come
   */
  public static PolicyState serving(PolicyState state, String version, long generation) {
    if (generation <= state.championGeneration) {
      return state;
    }
    PolicyState next = state.copy();
    next.championGeneration = generation;
    if (!version.equals(state.championVersion)) {
      next.championVersion = version;
      next.streaks = new TreeMap<>();
      next.lastWindows = new TreeMap<>();
    }
    return next;
  }
}
