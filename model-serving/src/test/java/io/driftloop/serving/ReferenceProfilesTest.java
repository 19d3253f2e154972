package io.driftloop.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.ReferenceProfile;
import org.junit.jupiter.api.Test;

class ReferenceProfilesTest {
  @Test
  void countsTrainingRowsAndHeldBackScores() {
    float[][] rows = {{1, 10, 0}, {2, 20, 1}, {Float.NaN, 30, 3}};
    float[][] scores = {{.9f, .1f}, {.4f, .6f}};
    ReferenceProfile reference =
        ReferenceProfiles.of(TestModels.SCHEMA, rows, scores, new int[] {0, 0});
    assertThat(reference.names()).containsExactly("price", "demand", "day");
    assertThat(reference.data().rows()).isEqualTo(3);
    assertThat(reference.data().featureCounts(2)).containsExactly(1, 1, 0, 0, 1);
    assertThat(reference.data().featureCounts(0)[reference.bins().get(0).missing()]).isOne();
    assertThat(reference.data().classCounts()).containsExactly(1, 1);
    assertThat(reference.performance().correct().mean()).isEqualTo(.5);
    assertThat(reference.performance().rows()).isEqualTo(2);
  }

  @Test
  void performanceIsEmptyWithoutLabels() {
    float[][] scores = {{.9f, .1f}};
    assertThat(ReferenceProfiles.performance(scores, new int[0]).rows()).isZero();
    assertThatThrownBy(() -> ReferenceProfiles.performance(scores, new int[2]))
        .hasMessage("2 labels for 1 rows");
  }
}
