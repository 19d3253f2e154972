package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class EValuesTest {

  @Test
  void calibratorsAreThoseOfNumericalIntegration() {
    // scipy 1.17.1: quad(lambda k: k * exp((k - 1) * log(p)), 0, 1)
    double[][] values = {
      {1e-300, 2.0956855223512138e+294},
      {1e-12, 1309803451.4320393},
      {1e-5, 754.3523846821946},
      {.01, 4.450992260085817},
      {.05, 1.7833221814823377},
      {.3, 0.7791108474285053},
      {.9, 0.5180325412154049},
      {.99, 0.501679273168364},
      {.995, 0.5008364715866402},
      {.9999, 0.5000166679167722},
      {1, .5}
    };
    for (double[] value : values) {
      assertThat(EValues.ofP(value[0])).isCloseTo(value[1], Percentage.withPercentage(1e-9));
    }
    assertThat(EValues.ofP(1e-4, .5)).isCloseTo(50, within(1e-9));
    assertThat(EValues.ofP(1, .3)).isCloseTo(.3, within(1e-12));
  }

  @Test
  void calibratorsIntegrateToOne() {
    int steps = 200_000;
    double mixture = 0;
    double power = 0;
    // p = t^8 smooths the poles at 0
    for (int i = 0; i < steps; i++) {
      double t = (i + .5) / steps;
      double p = Math.pow(t, 8);
      double width = 8 * Math.pow(t, 7) / steps;
      power += EValues.ofP(p, .5) * width;
      mixture += EValues.ofP(p) * width;
    }
    assertThat(power).isCloseTo(1, within(1e-6));
    assertThat(mixture).isBetween(.98, 1.0);
  }

  @Test
  void valuesAreFinite() {
    for (double p : new double[] {0, Double.MIN_VALUE, 1e-308}) {
      assertThat(EValues.ofP(p)).isFinite().isGreaterThan(1e300);
      assertThat(EValues.ofP(p, .01)).isFinite().isGreaterThan(1e300);
    }
    assertThat(EValues.toP(0)).isEqualTo(1);
    assertThat(EValues.toP(4)).isEqualTo(.25);
    assertThat(EValues.toP(Double.POSITIVE_INFINITY)).isZero();
    assertThat(EValues.mean(Double.MAX_VALUE, Double.MAX_VALUE, Double.POSITIVE_INFINITY))
        .isFinite();
  }

  @Test
  void meansAreEvidenceToo() {
    assertThat(EValues.mean()).isEqualTo(1);
    assertThat(EValues.mean(1, 2, 6)).isCloseTo(3, within(1e-12));
    double[] e = {10, 0};
    assertThat(EValues.weightedMean(e, new double[] {.2, .3})).isCloseTo(2.5, within(1e-12));
    assertThatThrownBy(() -> EValues.weightedMean(e, new double[] {.8, .3}))
        .hasMessage("weights sum to 1.1, above 1");
    assertThatThrownBy(() -> EValues.weightedMean(e, new double[] {1}))
        .hasMessage("1 weights for 2 e-values");
    assertThatThrownBy(() -> EValues.weightedMean(e, new double[] {-.1, .2}))
        .hasMessage("a weight of -0.1 is below 0");
  }

  @Test
  void whatIsNoEvidenceIsRefused() {
    for (double p : new double[] {-1e-9, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> EValues.ofP(p)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> EValues.ofP(p, .5)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> EValues.ofP(.5, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EValues.toP(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EValues.mean(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
