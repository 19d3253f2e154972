package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Moments;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

  @Test
  void theMarginIsTheLeadOfTheFirst() {
    assertThat(Confidence.margin(new float[] {.25f, .5f, .125f})).isEqualTo(.25);
    assertThat(Confidence.margin(new float[] {.5f, .5f})).isZero();
    assertThat(Confidence.margin(new float[] {1})).isEqualTo(1);
    assertThat(Confidence.margin(new float[] {Float.NaN, .5f})).isEqualTo(.5);
    assertThatThrownBy(() -> Confidence.margin(new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** scipy 1.17.1, ttest_ind(equal_var=False). */
  @Test
  void meansAreComparedAsScipyDoes() {
    Comparison change =
        Confidence.meanChange(
            moments(.9, .8, .85, .7, .95, .6), moments(.5, .65, .7, .4, .55), .011306352460181983);
    assertThat(change.pValue()).isCloseTo(0.011306352460181983, within(1e-12));
    assertThat(change.threshold()).isCloseTo(change.value(), within(1e-9));
    assertThat(change.sampleCount()).isEqualTo(5);
    assertThat(change.referenceCount()).isEqualTo(6);
  }

  @Test
  void aHealthyMeanAlarmsAsOftenAsAsked() {
    Random random = new Random(11);
    int alarms = 0;
    for (int trial = 0; trial < 4_000; trial++) {
      Moments reference = new Moments();
      Moments window = new Moments();
      for (int i = 0; i < 400; i++) {
        reference.add(Math.sqrt(random.nextDouble()));
        if (i < 100) {
          window.add(Math.sqrt(random.nextDouble()));
        }
      }
      Comparison change = Confidence.meanChange(reference, window, .05);
      alarms += change.pValue() <= .05 ? 1 : 0;
      boolean beyond =
          Math.abs(change.value() - change.reference())
              >= Math.abs(change.threshold() - change.reference());
      assertThat(beyond).isEqualTo(change.pValue() <= .05);
    }
    assertThat(alarms).isBetween(150, 250);
  }

  @Test
  void constantsOneRowAndNothingAreNoChange() {
    Moments constant = moments(.9, .9, .9);
    assertThat(Confidence.meanChange(constant, moments(.9, .9), .01).pValue()).isEqualTo(1);
    assertThat(Confidence.meanChange(constant, moments(.1), .01).pValue()).isEqualTo(1);
    assertThat(Confidence.meanChange(new Moments(), new Moments(), .01).pValue()).isEqualTo(1);
    assertThat(Confidence.meanChange(constant, moments(.1, .1), .01).pValue()).isLessThan(1e-9);
    Moments huge = moments(1e308, -1e308, 1e308);
    assertThat(Confidence.meanChange(constant, huge, .01).pValue()).isBetween(.5, 1.0);
    assertThatThrownBy(() -> Confidence.meanChange(constant, constant, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Moments moments(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }
}
