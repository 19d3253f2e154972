package io.driftloop.signals.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.KolmogorovSmirnov;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantileDriftTest {
  private final SplittableRandom random = new SplittableRandom(71);

  private QuantileSketch sketch(int k, int values, double shift) {
    QuantileSketch sketch = QuantileSketch.empty(k);
    for (int i = 0; i < values; i++) {
      sketch.add((float) (random.nextGaussian() + shift));
    }
    return sketch;
  }

  /** While all values are kept, nothing but half of the level is lost against the exact test. */
  @Test
  void smallSamplesAreComparedExactly() {
    double[] before = new double[150];
    double[] now = new double[120];
    QuantileSketch reference = QuantileSketch.empty();
    QuantileSketch window = QuantileSketch.empty();
    for (int i = 0; i < before.length; i++) {
      before[i] = (float) random.nextGaussian();
      reference.add((float) before[i]);
    }
    for (int i = 0; i < now.length; i++) {
      now[i] = (float) random.nextGaussian();
      window.add((float) now[i]);
    }
    DriftScore score = QuantileDrift.score(reference, window, 0.02, 100);
    assertThat(score.value()).isCloseTo(KolmogorovSmirnov.distance(before, now), within(1e-12));
    assertThat(score.pValue())
        .isCloseTo(KolmogorovSmirnov.asymptoticPValue(score.value(), 150, 120), within(1e-12));
  }

  /**
   * With many values the sketches' own error is larger than chance: it must raise no alarm. At 5 %
   * of 300 trials 15 are expected at most, and 27 in 999 of 1000 cases.
   */
  @Test
  void theSketchesErrorRaisesNoAlarm() {
    QuantileSketch reference = sketch(2_048, 200_000, 0);
    int alarms = 0;
    for (int trial = 0; trial < 300; trial++) {
      alarms +=
          QuantileDrift.score(reference, sketch(200, 20_000, 0), 0.05, 100).exceeded() ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(27);
  }

  @Test
  void shiftsAboveTheErrorAreFound() {
    QuantileSketch reference = sketch(2_048, 5_000, 0);
    for (int trial = 0; trial < 20; trial++) {
      DriftScore score = QuantileDrift.score(reference, sketch(200, 500, 0.5), 1e-5, 100);
      assertThat(score.exceeded()).as("distance %s", score.value()).isTrue();
      assertThat(score.threshold()).isLessThan(0.18);
    }
  }

  @Test
  void withoutValuesNothingIsJudged() {
    for (int values : new int[] {0, 1, 99}) {
      DriftScore score =
          QuantileDrift.score(sketch(200, 500, 0), sketch(200, values, 5), 0.01, 100);
      assertThat(score.exceeded()).isFalse();
      assertThat(score.value()).isBetween(0.0, 1.0);
    }
  }
}
