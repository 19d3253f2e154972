package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlierThresholdTest {

  @Test
  void theThresholdIsAQuantileOfTheReference() {
    double[] scores = new double[1_000];
    Arrays.setAll(scores, i -> (i * 7) % 1_000);
    OutlierThreshold threshold = OutlierThreshold.of(scores, .99);
    assertThat(threshold.threshold()).isEqualTo(989);
    assertThat(threshold.beyond()).isEqualTo(10);
    assertThat(threshold.isBeyond(989)).isFalse();
    assertThat(threshold.isBeyond(989.5)).isTrue();
    assertThat(threshold.isBeyond(Double.NaN)).isTrue();
  }

  /** scipy 1.17.1, hypergeom.sf and fisher_exact(alternative='greater'). */
  @Test
  void sharesAreComparedAsScipyDoes() {
    OutlierThreshold threshold = new OutlierThreshold(0, 10, 1_000);
    long[] counts = {2, 5, 9, 20};
    double[] expected = {
      0.6199075491117215, 0.08845740356208528, 0.0016695735074231176, 7.483812933158074e-10
    };
    for (int i = 0; i < counts.length; i++) {
      assertThat(threshold.risen(counts[i], 200, .01, 1).pValue())
          .isCloseTo(expected[i], within(1e-9 * expected[i]));
    }
  }

  @Test
  void aHealthyShareAlarmsNoMoreThanAskedAlthoughTheThresholdIsTheReferences() {
    Random random = new Random(3);
    int trials = 5_000;
    int alarms = 0;
    for (int trial = 0; trial < trials; trial++) {
      OutlierThreshold threshold = OutlierThreshold.of(random.doubles(400).toArray(), .95);
      long beyond = random.doubles(300).filter(threshold::isBeyond).count();
      alarms += threshold.risen(beyond, 300, .05, 1).pValue() <= .05 ? 1 : 0;
    }
    assertThat(alarms).isBetween(100, 285);
  }

  @Test
  void countsBeyondAnIntAreComparedToo() {
    OutlierThreshold threshold = new OutlierThreshold(0, 30_000_000, 3_000_000_000L);
    assertThat(threshold.risen(10_000, 1_000_000, .01, 1).pValue()).isBetween(.49, .52);
    assertThat(threshold.risen(11_000, 1_000_000, .01, 1).pValue()).isLessThan(1e-9);
  }

  @Test
  void degenerateSidesAreNoFinding() {
    OutlierThreshold none = OutlierThreshold.of(new double[] {Double.NaN}, .99);
    assertThat(none.risen(0, 10, .01, 1).pValue()).isEqualTo(1);
    OutlierThreshold equal = OutlierThreshold.of(new double[] {2, 2, 2, 2}, .5);
    assertThat(equal.beyond()).isZero();
    assertThat(equal.risen(0, 0, .01, 1).pValue()).isEqualTo(1);
    assertThat(equal.risen(0, 5, .01, 1).pValue()).isEqualTo(1);
    OutlierThreshold huge = OutlierThreshold.of(new double[] {-1e308, 1e308}, .5);
    assertThat(huge.isBeyond(0)).isTrue();
    assertThat(OutlierThreshold.of(new double[] {1}, .5).risen(1, 1, .01, 1).exceeded()).isFalse();
    assertThatThrownBy(() -> OutlierThreshold.of(new double[0], 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> equal.risen(6, 5, .01, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OutlierThreshold(1, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsWrittenIsReadAndDamageRefused() throws IOException {
    OutlierThreshold threshold = new OutlierThreshold(1.5, 3, 100);
    byte[] bytes = Samples.bytes(threshold::write);
    assertThat(OutlierThreshold.read(Samples.input(bytes))).isEqualTo(threshold);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> OutlierThreshold.read(Samples.input(cut)))
          .isInstanceOf(IOException.class);
    }
    bytes[0] = 9;
    assertThatThrownBy(() -> OutlierThreshold.read(Samples.input(bytes)))
        .hasMessage("outlier threshold format 9 is unknown");
  }
}
