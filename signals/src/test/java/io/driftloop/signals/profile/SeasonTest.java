package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeasonTest {

  @Test
  void slotsAreThoseOfTheCalendar() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      long millis = (long) (random.nextGaussian() * 1e13);
      int offset = random.nextInt(36 * 3600) - 18 * 3600;
      OffsetDateTime time =
          Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(offset));
      assertThat(Season.HOUR_OF_DAY.slot(millis, offset * 1000))
          .as("seed %d", seed)
          .isEqualTo(time.getHour());
      assertThat(Season.DAY_OF_WEEK.slot(millis, offset * 1000))
          .as("seed %d", seed)
          .isEqualTo(time.getDayOfWeek().getValue() - 1);
      assertThat(Season.MONTH_OF_YEAR.slot(millis, offset * 1000))
          .as("seed %d", seed)
          .isEqualTo(time.getMonthValue() - 1);
    }
  }

  @Test
  void everyMomentHasASlot() {
    for (Season season : Season.values()) {
      for (long millis : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
        assertThat(season.slot(millis, 1)).isBetween(0, season.slots() - 1);
      }
    }
  }
}
