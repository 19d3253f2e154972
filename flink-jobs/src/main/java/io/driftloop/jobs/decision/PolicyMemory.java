package io.driftloop.jobs.decision;

import io.driftloop.signals.policy.PolicyState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The policy's state as a Flink POJO, whose fields a later release may add to. */
public final class PolicyMemory {
  public String championVersion = "";
  public long lastRequestAt = PolicyState.NEVER;
  public String inFlight = "";
  public Map<String, Integer> streaks = new HashMap<>();

  static PolicyMemory of(PolicyState state) {
    PolicyMemory memory = new PolicyMemory();
    memory.championVersion = state.championVersion;
    memory.lastRequestAt = state.lastRequestAt;
    memory.inFlight = state.inFlight;
    memory.streaks = new HashMap<>(state.streaks);
    return memory;
  }

  PolicyState toState() {
    PolicyState state = new PolicyState();
    state.championVersion = championVersion;
    state.lastRequestAt = lastRequestAt;
    state.inFlight = inFlight;
    state.streaks = new TreeMap<>(streaks);
    return state;
  }
}
