package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.stats.Hypergeometric;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateShiftTest {
  /** scipy 1.17.1, hypergeom.sf(k - 1, 1100, 20, 100). */
  @Test
  void agreesWithScipy() {
    Hypergeometric law = new Hypergeometric(1_100, 20, 100);
    assertThat(law.atLeast(12)).isCloseTo(1.1520269414339761e-08, within(1e-17));
    assertThat(law.atLeast(8)).isCloseTo(0.0001779755524344545, within(1e-13));
    assertThat(law.atLeast(8) + law.atMost(7)).isCloseTo(1, within(1e-12));
    assertThat(RateShift.risen(8, 1_000, 12, 100, 0.01, 50).pValue())
        .isCloseTo(1.1520269414339761e-08, within(1e-17));
  }

  @Test
  void theThresholdIsWhereThePValueFallsToTheLevel() {
    for (int y = 0; y <= 100; y++) {
      DriftScore risen = RateShift.risen(30, 1_000, y, 100, 1e-3, 50);
      assertThat(risen.exceeded()).as("%s", risen).isEqualTo(risen.pValue() <= 1e-3);
      DriftScore changed = RateShift.changed(300, 1_000, y, 100, 1e-3, 50);
      assertThat(changed.exceeded()).as("%s", changed).isEqualTo(changed.pValue() <= 1e-3);
    }
    assertThat(RateShift.changed(300, 1_000, 0, 100, 1e-3, 50).exceeded()).isTrue();
    assertThat(RateShift.risen(300, 1_000, 0, 100, 1e-3, 50).exceeded()).isFalse();
  }

  @Test
  void smallRatesKeepTheLevel() {
    long seed = 3;
    Random random = new Random(seed);
    int trials = 20_000;
    int alarms = 0;
    for (int i = 0; i < trials; i++) {
      long x = random.ints(1_000, 0, 500).filter(v -> v == 0).count();
      long y = random.ints(100, 0, 500).filter(v -> v == 0).count();
      alarms += RateShift.risen(x, 1_000, y, 100, 0.01, 50).exceeded() ? 1 : 0;
    }
    assertThat(alarms).as("seed %d", seed).isLessThan(200 + 71);
  }

  @Test
  void noRowsAreNotJudged() {
    DriftScore score = RateShift.risen(0, 0, 0, 0, 0.01, 0);
    assertThat(score.value()).isZero();
    assertThat(score.pValue()).isEqualTo(1);
    assertThat(score.exceeded()).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RateShift.risen(2, 1, 0, 0, 0.01, 0))
        .withMessage("rates of 2/1 and 0/0");
  }
}
