package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OutlierScoresTest {

  /** scipy 1.17.1, logsumexp. */
  @Test
  void scoresAreThoseOfTheFormulas() {
    assertThat(OutlierScores.maxSoftmax(new float[] {.25f, .75f})).isEqualTo(.25);
    assertThat(OutlierScores.energy(new float[] {1.5f, -2, .25f}))
        .isCloseTo(-1.7751302622476353, within(1e-12));
    assertThat(OutlierScores.energy(new float[] {1e30f, -1e30f})).isCloseTo(-1e30, within(1e23));
    assertThat(OutlierScores.centredEnergy(new float[] {.7f, .2f, .1f}))
        .isCloseTo(-1.422899316455626, within(1e-7));
  }

  @Test
  void theEnergyOfLogProbabilitiesIsAlwaysNothing() {
    float[] logs = {(float) Math.log(.7), (float) Math.log(.2), (float) Math.log(.1)};
    assertThat(OutlierScores.energy(logs)).isCloseTo(0, within(1e-7));
  }

  @Test
  void zerosStayFiniteAndNoScoresAreRefused() {
    assertThat(OutlierScores.centredEnergy(new float[] {1, 0})).isFinite();
    assertThat(OutlierScores.energy(new float[] {3e38f, -3e38f})).isFinite();
    assertThatThrownBy(() -> OutlierScores.maxSoftmax(new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OutlierScores.centredEnergy(new float[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
