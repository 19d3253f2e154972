package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  @Test
  void stopsAfterALackOfBetterEpochsInARow() {
    EarlyStopping stopping = new EarlyStopping(2);
    assertThat(stopping.improves(.9)).isTrue();
    assertThat(stopping.improves(.95)).isFalse();
    assertThat(stopping.improves(.8)).isTrue();
    assertThat(stopping.improves(.8)).isFalse();
    assertThat(stopping.exhausted()).isFalse();
    assertThat(stopping.improves(Double.NaN)).isFalse();
    assertThat(stopping.exhausted()).isTrue();
    assertThat(stopping.best()).isEqualTo(.8);
  }
}
