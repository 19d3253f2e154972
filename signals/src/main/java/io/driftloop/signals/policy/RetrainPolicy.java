package io.driftloop.signals.policy;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import io.driftloop.signals.policy.Verdict.Reason;
import io.driftloop.signals.signature.Aspect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    if (!signal.champion() || stale(state, signal.modelVersion())) {
      return hold(state, Reason.STALE_VERSION, signal.modelVersion() + " does not serve");
    }
    String key = signal.streakKey();
    long windowEnd = signal.windowEnd().toEpochMilli();
    if (takesOver(state, signal.modelVersion())) {
      return decide(afresh(state, signal.modelVersion()), signal, now, options);
    }
    if (state.lastWindows.getOrDefault(key, PolicyState.NEVER) >= windowEnd) {
      return hold(state, Reason.REPEATED, "the signal was counted before");
    }
    PolicyState next = state.copy();
    next.lastWindows.put(key, windowEnd);
    next.risk.observe(signal, options.forecast());
    if (signal.kind() != SignalKind.WINDOW_EVALUATED) {
      countDrift(next, signal);
      next.streaks.put(key, signal.breached() ? next.streaks.getOrDefault(key, 0) + 1 : 0);
      return hold(next, Reason.COLLECTING, "the window's signals are still coming");
    }
    return close(next, signal, now, options);
  }

  /** Whether a version is seen for the first time in place of others. */
  private static boolean takesOver(PolicyState state, String version) {
    long named = named(state, version);
    return state.mayServe != null
        && state.mayServe.values().stream().anyMatch(each -> each < named);
  }

  private static long named(PolicyState state, String version) {
    return state.mayServe == null
        ? PolicyState.NEVER
        : state.mayServe.getOrDefault(version, PolicyState.NEVER);
  }

  /** What was counted of the version before says nothing of this one. */
  private static PolicyState afresh(PolicyState state, String version) {
    PolicyState next = state.copy();
    long named = named(state, version);
    next.mayServe.values().removeIf(each -> each < named);
    next.streaks = new TreeMap<>();
    next.lastWindows = new TreeMap<>();
    return next;
  }

  /** Counts windows whose inputs or scores drifted, each once. */
  private static void countDrift(PolicyState state, Observation signal) {
    Aspect aspect = Aspect.of(signal.kind().wireName());
    long windowEnd = signal.windowEnd().toEpochMilli();
    if (signal.breached()
        && (aspect == Aspect.INPUT || aspect == Aspect.OUTPUT)
        && windowEnd > state.lastDrift) {
      state.driftedWindows++;
      state.lastDrift = windowEnd;
    }
  }

  /**
   * Whether another version serves than this one; where nobody told, any may. Until the version
   * that was named last is seen, those before may serve: the new one may be refused, for ever.
   */
  public static boolean stale(PolicyState state, String version) {
    return !state.championVersion.isEmpty()
        && !version.equals(state.championVersion)
        && named(state, version) == PolicyState.NEVER;
  }

  private static Verdict close(
      PolicyState state, Observation signal, Instant now, PolicyOptions options) {
    count(state, signal);
    Verdict wish =
        options.rule() == Rule.COST_AWARE
            ? costAware(state, signal, now, options)
            : threshold(state, signal, options);
    if (wish.reason() != Reason.DRIFT) {
      Verdict due = unprovoked(state, signal, now, options);
      if (due == null) {
        return wish;
      }
      wish = due;
    }
    Verdict limited = Requests.limit(state, wish.reason(), now, options);
    return limited == null ? request(state, signal, now, wish, options) : limited;
  }

  /** A retraining that no risk asks for; null where none is due. */
  private static Verdict unprovoked(
      PolicyState state, Observation signal, Instant now, PolicyOptions options) {
    String due = Requests.due(state, now, options.limits());
    if (!due.isEmpty()) {
      return hold(state, Reason.SCHEDULED, due);
    }
    String trial = Requests.trial(state, now, options);
    return trial.isEmpty() || !labelled(state, signal) ? null : hold(state, Reason.TRIAL, trial);
  }

  /** The first window and the labels since the last request, which schedules go by. */
  private static void count(PolicyState state, Observation signal) {
    if (state.firstWindow == PolicyState.NEVER) {
      state.firstWindow = signal.windowEnd().toEpochMilli();
    }
    if (labelled(state, signal)) {
      state.labelsSinceRequest += signal.sampleCount();
    }
  }

  /** Whether the closing window measured the accuracy. */
  private static boolean labelled(PolicyState state, Observation signal) {
    String key = Observation.keyPrefix(signal.source(), SignalKind.ACCURACY);
    Long last = state.lastWindows.get(key);
    return last != null && last == signal.windowEnd().toEpochMilli();
  }

  /** {@link Reason#DRIFT} where the forecast loss exceeds the cost. */
  private static Verdict costAware(
      PolicyState state, Observation signal, Instant now, PolicyOptions options) {
    if (!labelled(state, signal)) {
      return hold(state, Reason.NO_BREACH, "labels decide, and this window has none");
    }
    Forecast forecast =
        Forecast.of(
            state.risk,
            Requests.sinceLast(state, now),
            options.trainingWindow(),
            options.forecast());
    if (!forecast.harmful(options.forecast())) {
      return hold(state, Reason.NO_BREACH, "the risk did not rise by more than chance");
    }
    if (state.risk.errors.rows < options.minimumSamples()) {
      return tooFew(state, (long) state.risk.errors.rows, options);
    }
    Reason reason = forecast.worthIt() ? Reason.DRIFT : Reason.NOT_WORTH_IT;
    return hold(state, reason, forecast.sentence());
  }

  /** {@link Reason#DRIFT} where enough windows in a row are breached. */
  private static Verdict threshold(PolicyState state, Observation signal, PolicyOptions options) {
    int streak = longestStreak(state, signal, options);
    if (streak == 0) {
      return hold(state, Reason.NO_BREACH, "nothing that may trigger is breached");
    }
    if (signal.sampleCount() < options.minimumSamples()) {
      return tooFew(state, signal.sampleCount(), options);
    }
    if (streak < options.consecutive()) {
      return hold(
          state,
          Reason.NOT_CONSECUTIVE,
          "%d of %d windows in a row".formatted(streak, options.consecutive()));
    }
    return hold(state, Reason.DRIFT, "%d breached windows in a row".formatted(streak));
  }

  private static Verdict tooFew(PolicyState state, long rows, PolicyOptions options) {
    return hold(
        state, Reason.TOO_FEW_SAMPLES, "%d rows of %d".formatted(rows, options.minimumSamples()));
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

  private static Verdict request(
      PolicyState state, Observation signal, Instant now, Verdict wish, PolicyOptions options) {
    String id = signal.model() + "/" + signal.modelVersion() + "/" + signal.windowEnd();
    Requests.remember(state, id, now, options.limits());
    state.streaks = new TreeMap<>();
    return new Verdict(state, wish.reason(), wish.detail(), id);
  }

  private static Verdict hold(PolicyState state, Reason reason, String detail) {
    return new Verdict(state, reason, detail, "");
  }

  /**
   * Asks for the version before, unless a request is being answered. It starts the cooldown, but
   * takes nothing from the budget and leaves the counts for schedules as they are.
   *
   * @param why in one sentence
   */
  public static Optional<Verdict> rollBack(
      PolicyState state, String requestId, String why, Instant now, PolicyOptions options) {
    if (Requests.inFlight(state, now, options)) {
      return Optional.empty();
    }
    PolicyState next = state.copy();
    Requests.send(next, requestId, now, false);
    next.lastRequestAt = now.toEpochMilli();
    return Optional.of(new Verdict(next, Reason.ROLL_BACK, why, requestId));
  }

  /**
   * Asks for a version that is made of the champion, unless a request is being answered. It costs
   * next to nothing, and so has no cooldown and starts none.
   *
   * @param how {@link Reason#RECALIBRATE} or {@link Reason#TUNE_HEAD}
   * @param why in one sentence
   */
  public static Optional<Verdict> mend(
      PolicyState state,
      Reason how,
      String requestId,
      String why,
      Instant now,
      PolicyOptions options) {
    if (Requests.inFlight(state, now, options)) {
      return Optional.empty();
    }
    PolicyState next = state.copy();
    Requests.send(next, requestId, now, false);
    return Optional.of(new Verdict(next, how, why, requestId));
  }

  /** Whether a request is the retraining that is being answered. */
  public static boolean retraining(PolicyState state, String requestId) {
    return state.inFlightTrains && state.inFlight.equals(requestId);
  }

  /**
   * The state after a request ended.
   *
   * @param requestId the request that ended; another than the one in flight changes nothing
   * @param published whether a new version came of it
   */
  public static PolicyState ended(PolicyState state, String requestId, boolean published) {
    if (!state.inFlight.equals(requestId)) {
      return state;
    }
    PolicyState next = state.copy();
    next.inFlight = "";
    if (state.inFlightTrains) {
      next.risk.fruitless = published ? 0 : state.risk.fruitless + 1;
    }
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
    if (next.mayServe.isEmpty() && !state.championVersion.isEmpty()) {
      next.mayServe.put(state.championVersion, state.championGeneration);
    }
    next.mayServe.put(version, generation);
    if (!version.equals(state.championVersion)) {
      next.championVersion = version;
      next.streaks = new TreeMap<>();
      next.lastWindows = new TreeMap<>();
    }
    return next;
  }
}
