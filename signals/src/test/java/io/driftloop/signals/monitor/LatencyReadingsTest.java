package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Severity;
import io.driftloop.signals.signature.Figure;
import io.driftloop.signals.signature.SignatureRules;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyReadingsTest {
  private static final Duration LIMIT = Duration.ofMillis(200);

  private final PredictionReference reference = Stream.reference(300, new SplittableRandom(1));

  /** A window whose rows took a tenth of a second, but for some that took a whole one. */
  private PredictionProfile window(int rows, int slow) {
    PredictionProfile window = Stream.window(reference, rows, new SplittableRandom(2));
    for (int i = 0; i < rows; i++) {
      window.addLatency(i < slow ? 1_000_000 : 100_000);
    }
    return window;
  }

  private List<Reading> readings(MonitorSettings settings, PredictionProfile window) {
    List<Reading> all = new PredictionEvaluation(settings, reference).evaluate(window, 0);
    return Stream.of(SignalKind.LATENCY, all);
  }

  @Test
  void aShareOfSlowRowsBeyondChanceIsBreached() {
    MonitorSettings settings = Stream.settings().within(LIMIT);
    Reading calm = readings(settings, window(1_000, 10)).get(0);
    assertThat(calm.breached()).isFalse();
    // P(X >= 10) of a binomial law of 1,000 rows and one in a hundred, summed term by term.
    assertThat(calm.judgement().pValue()).isCloseTo(0.5427, within(1e-4));
    Reading slow = readings(settings, window(1_000, 40)).get(0);
    assertThat(slow.breached()).isTrue();
    assertThat(slow.value()).isCloseTo(1_000, within(70.0));
    assertThat(slow.threshold()).isEqualTo(200);
    assertThat(slow.evidence().get("shareAbove")).isEqualTo(0.04);
    assertThat(slow.severity()).isEqualTo(Severity.WARNING);
    assertThat(SignatureRules.latency(List.of(Figure.of(slow, "id")))).isPresent();
  }

  @Test
  void withoutALimitItIsOnlyMeasured() {
    Reading reading = readings(Stream.settings(), window(1_000, 40)).get(0);
    assertThat(reading.breached()).isFalse();
    assertThat(reading.threshold()).isNaN();
    assertThat(reading.value()).isCloseTo(1_000, within(70.0));
  }

  @Test
  void aSmallWindowIsMeasuredAndNeverBreached() {
    Reading reading = readings(Stream.settings().within(LIMIT), window(99, 99)).get(0);
    assertThat(reading.judgement().pValue()).isLessThan(1e-100);
    assertThat(reading.breached()).isFalse();
  }

  @Test
  void nothingIsSaidWhereNobodyMeasured() {
    PredictionProfile unknown = Stream.window(reference, 200, new SplittableRandom(2));
    assertThat(readings(Stream.settings().within(LIMIT), unknown)).isEmpty();
    MonitorSettings off = Stream.settings(Set.of(SignalKind.LATENCY)).within(LIMIT);
    assertThat(readings(off, window(1_000, 40))).isEmpty();
  }
}
