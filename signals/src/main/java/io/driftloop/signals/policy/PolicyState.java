package io.driftloop.signals.policy;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the policy remembers of a model between signals. Public fields of simple types make it a
 * state that survives releases; it is never changed in place by {@link RetrainPolicy}.
 */
public final class PolicyState {
  /** A time that no event has. */
  public static final long NEVER = Long.MIN_VALUE;

  /** The serving version; empty until it was told. */
  public String championVersion = "";

  /** Which change of the serving versions made it so; they are counted up. */
  public long championGeneration = NEVER;

  /** Event time of the last request, in milliseconds; {@link #NEVER} before the first. */
  public long lastRequestAt = NEVER;

  /** The request that is being answered; empty where none is. */
  public String inFlight = "";

  /** Consecutive breached windows by what was measured. */
  public Map<String, Integer> streaks = new TreeMap<>();

  /** End of the last window counted, in milliseconds, by what was measured. */
  public Map<String, Long> lastWindows = new TreeMap<>();

  PolicyState copy() {
    PolicyState copy = new PolicyState();
    copy.championVersion = championVersion;
    copy.championGeneration = championGeneration;
    copy.lastRequestAt = lastRequestAt;
    copy.inFlight = inFlight;
    copy.streaks = new TreeMap<>(streaks);
    copy.lastWindows = new TreeMap<>(lastWindows);
    return copy;
  }
}
