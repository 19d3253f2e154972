package io.driftloop.signals.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Says a thing once in a quiet time, whatever it is, by the event times at which it was said. */
public final class Quiet {
  private final Map<String, Long> said;
  private final int capacity;
  private final long now;

  /**
   * @param said event times in milliseconds by what was said; changed in place
   * @param capacity of the memory; the oldest are forgotten first
   * @param quiet event time after which a thing may be said again
   */
  public Quiet(Map<String, Long> said, int capacity, Instant now, Duration quiet) {
    this.said = said;
    this.capacity = capacity;
    this.now = now.toEpochMilli();
    long oldest = now.minus(quiet).toEpochMilli();
    said.values().removeIf(at -> at <= oldest);
  }

  /** Whether a thing was not said of late; it counts as said from now on. */
  public boolean admits(String thing) {
    return said.putIfAbsent(thing, now) == null;
  }

  /** Keeps the memory within its capacity. */
  public void forgetOldest() {
    List<String> oldest =
        said.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.naturalOrder()))
            .limit(Math.max(0, said.size() - capacity))
            .map(Map.Entry::getKey)
            .toList();
    oldest.forEach(said::remove);
  }
}
