package io.driftloop.signals.policy;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the policy remembers of a model between signals. Public fields of simple types make it a
 * state that survives releases: a field that an older release did not write may be null. It is
 * never changed in place by {@link RetrainPolicy}, and its size is bounded by what is measured.
 */
public final class PolicyState {
  /** A time that no event has. */
  public static final long NEVER = Long.MIN_VALUE;

  /** The serving version; empty until it was told. */
  public String championVersion = "";

  /** Which change of the serving versions made it so; they are counted up. */
  public long championGeneration = NEVER;

  /**
   * Versions that may serve, with the change that named them: the one that was last seen to serve,
   * and those that were named since. Null from an older release.
   */
  public Map<String, Long> mayServe = new TreeMap<>();

  /** Event time of the last request, in milliseconds; {@link #NEVER} before the first. */
  public long lastRequestAt = NEVER;

  /** The request that is being answered; empty where none is. */
  public String inFlight = "";

  /** Event time at which it was made, in milliseconds. */
  public long inFlightSince = NEVER;

  /** Whether it is for a training, so that its end says whether one was of use. */
  public boolean inFlightTrains;

  /** Windows since the last request in which inputs or scores were found to drift. */
  public long driftedWindows;

  /** End of the last of them, in milliseconds. */
  public long lastDrift = NEVER;

  /** Consecutive breached windows by what was measured. */
  public Map<String, Integer> streaks = new TreeMap<>();

  /** End of the last window counted, in milliseconds, by what was measured. */
  public Map<String, Long> lastWindows = new TreeMap<>();

  /** Event times of the last requests by their ids, as far back as the budget looks. */
  public Map<String, Long> requests = new TreeMap<>();

  /** Event times of the last actions on a segment, as far back as duplicates are held back. */
  public Map<String, Long> actions = new TreeMap<>();

  /** Event time of the first window, in milliseconds; {@link #NEVER} before it. */
  public long firstWindow = NEVER;

  /** Labelled rows since the last request. */
  public long labelsSinceRequest;

  /** The champion's measured risk. */
  public RiskState risk = new RiskState();

  PolicyState copy() {
    PolicyState copy = new PolicyState();
    copy.championVersion = championVersion;
    copy.championGeneration = championGeneration;
    copy.mayServe = mayServe == null ? new TreeMap<>() : new TreeMap<>(mayServe);
    copy.lastRequestAt = lastRequestAt;
    copy.inFlight = inFlight;
    copy.inFlightSince = inFlightSince;
    copy.inFlightTrains = inFlightTrains;
    copy.driftedWindows = driftedWindows;
    copy.lastDrift = lastDrift;
    copy.streaks = new TreeMap<>(streaks);
    copy.lastWindows = new TreeMap<>(lastWindows);
    copy.requests = requests == null ? new TreeMap<>() : new TreeMap<>(requests);
    copy.actions = actions == null ? new TreeMap<>() : new TreeMap<>(actions);
    copy.firstWindow = firstWindow;
    copy.labelsSinceRequest = labelsSinceRequest;
    copy.risk = risk == null ? new RiskState() : risk.copy();
    return copy;
  }
}
