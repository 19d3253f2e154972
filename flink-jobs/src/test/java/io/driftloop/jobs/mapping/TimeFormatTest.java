package io.driftloop.jobs.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
  private static final FieldPath PATH = FieldPath.parse("$.t");

  @ParameterizedTest
  @CsvSource({
    "EPOCH_MS, 1777629600250, 1777629600250",
    "EPOCH_S, 1777629600, 1777629600000",
    "EPOCH_S, 1777629600.25, 1777629600250",
    "EPOCH_S, -1.5, -1500",
    "EPOCH_US, 1777629600250999, 1777629600250",
    "EPOCH_US, -1, -1",
    "ISO_8601, 2026-05-01T10:00:00Z, 1777629600000",
    "ISO_8601, 2026-05-01T12:00:00.250+02:00, 1777629600250"
  })
  void readsATime(TimeFormat format, String text, long millis) throws Exception {
    assertThat(format.millis(PATH, Map.of("t", text))).isEqualTo(millis);
  }

  @Test
  void readsNumbersAsNumbers() throws Exception {
    assertThat(TimeFormat.EPOCH_S.millis(PATH, Map.of("t", 1_777_629_600)))
        .isEqualTo(1_777_629_600_000L);
    assertThat(TimeFormat.EPOCH_MS.millis(PATH, Map.of("t", 1_777_629_600_250d)))
        .isEqualTo(1_777_629_600_250L);
  }

  @ParameterizedTest
  @CsvSource({
    "EPOCH_MS, soon",
    "EPOCH_MS, NaN",
    "EPOCH_S, Infinity",
    "EPOCH_S, 1777629600250",
    "EPOCH_MS, 1777629600250999",
    "ISO_8601, 2026-05-01T10:00:00",
    "ISO_8601, 2026-13-01T10:00:00Z",
    "ISO_8601, 1777629600"
  })
  void refusesWhatIsNoTimeOfItsFormat(TimeFormat format, String text) {
    assertThatThrownBy(() -> format.millis(PATH, Map.of("t", text)))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("$.t")
        .hasMessageContaining(text);
  }

  @Test
  void refusesAMissingTime() {
    assertThatThrownBy(() -> TimeFormat.EPOCH_MS.millis(PATH, Map.of()))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("$.t is missing");
  }
}
