package io.driftloop.signals.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QuietTest {
  private final Map<String, Long> said = new TreeMap<>();

  private Quiet day(int day) {
    return new Quiet(said, 2, Instant.EPOCH.plus(Duration.ofDays(day)), Duration.ofDays(7));
  }

  @Test
  void aThingIsSaidOnceInAQuietTime() {
    assertThat(day(0).admits("a")).isTrue();
    assertThat(day(0).admits("a")).isFalse();
    assertThat(day(6).admits("a")).as("saying it did not prolong it").isFalse();
    assertThat(day(7).admits("a")).isTrue();
  }

  @Test
  void theOldestAreForgottenFirst() {
    day(0).admits("a");
    day(1).admits("b");
    Quiet last = day(2);
    last.admits("c");
    last.forgetOldest();
    assertThat(said).containsOnlyKeys("b", "c");
  }
}
