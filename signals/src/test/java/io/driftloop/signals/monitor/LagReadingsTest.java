package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Severity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LagReadingsTest {
  private static final MonitorSettings SETTINGS =
      MonitorSettings.defaults(Duration.ofDays(30)).measuredWithin(Duration.ofMinutes(15));

  private static Optional<Reading> of(Duration lag, MonitorSettings settings) {
    return LagReadings.of("data", lag, 7, settings);
  }

  @Test
  void moreThanTheLimitIsABreachHoweverFewTheRows() {
    Reading reading = of(Duration.ofMinutes(15).plusMillis(1), SETTINGS).orElseThrow();
    assertThat(reading.kind()).isEqualTo(SignalKind.LAG);
    assertThat(reading.subject()).isEqualTo("data");
    assertThat(reading.value()).isEqualTo(900.001);
    assertThat(reading.threshold()).isEqualTo(900);
    assertThat(reading.sampleCount()).isEqualTo(7);
    assertThat(reading.breached()).isTrue();
    assertThat(reading.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void theLimitItselfIsNone() {
    Reading reading = of(Duration.ofMinutes(15), SETTINGS).orElseThrow();
    assertThat(reading.breached()).isFalse();
    assertThat(reading.severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void aClockThatIsBehindTheDataIsNoBreach() {
    assertThat(of(Duration.ofMinutes(-3), SETTINGS).orElseThrow().breached()).isFalse();
  }

  @Test
  void itIsLookedAtOnlyWhereItHasALimitAndIsOn() {
    assertThat(of(Duration.ofDays(9_000), MonitorSettings.defaults(Duration.ofDays(30)))).isEmpty();
    assertThat(of(Duration.ofDays(9_000), SETTINGS.without(Set.of(SignalKind.LAG)))).isEmpty();
  }
}
