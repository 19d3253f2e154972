package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void theTopIsTheFirstOfTheHighest() {
    assertThat(Scores.top(new float[] {.2f, .4f, .4f})).isEqualTo(1);
    assertThat(Scores.top(new float[] {1f})).isZero();
  }

  @Test
  void entropyIsAShareOfItsMaximum() {
    assertThat(Scores.entropyShare(new float[] {1, 0, 0})).isZero();
    assertThat(Scores.entropyShare(new float[] {.25f, .25f, .25f, .25f}))
        .isCloseTo(1, within(1e-9));
    assertThat(Scores.entropyShare(new float[] {.5f, .5f, 0, 0})).isCloseTo(.5, within(1e-9));
    assertThat(Scores.entropyShare(new float[] {1})).isZero();
  }

  @Test
  void validScoresAreProbabilitiesThatAddUp() {
    assertThat(Scores.valid(new float[] {.3f, .7f})).isTrue();
    assertThat(Scores.valid(new float[] {.3f, .705f})).isTrue();
    assertThat(Scores.valid(new float[] {1f})).isTrue();
    assertThat(Scores.valid(new float[] {})).isFalse();
    assertThat(Scores.valid(new float[] {.3f, .6f})).isFalse();
    assertThat(Scores.valid(new float[] {-.1f, 1.1f})).isFalse();
    assertThat(Scores.valid(new float[] {Float.NaN, 1f})).isFalse();
    assertThat(Scores.valid(new float[] {Float.POSITIVE_INFINITY, 0f})).isFalse();
  }
}
