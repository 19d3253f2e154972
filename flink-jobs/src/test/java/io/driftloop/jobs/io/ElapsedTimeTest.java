package io.driftloop.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElapsedTimeTest {
  private static double between(long from, long to) {
    return new ElapsedTime(() -> from, () -> to).getValue();
  }

  @Test
  void isTheMillisecondsBetweenTwoTimes() {
    assertThat(between(1_000, 61_000)).isEqualTo(60_000);
    assertThat(between(61_000, 1_000)).isEqualTo(-60_000);
  }

  @Test
  void isUnknownBeforeTheFirstRecordAndAfterTheLast() {
    assertThat(between(Long.MIN_VALUE, 1)).isNaN();
    assertThat(between(Long.MAX_VALUE, 1)).isNaN();
    assertThat(between(1, Long.MIN_VALUE)).isNaN();
  }
}
