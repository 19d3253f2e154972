package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.PerformanceProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static PerformanceProfile hits(int hits, boolean hitsFirst) {
    PerformanceProfile profile = new PerformanceProfile();
    for (int i = 0; i < 10; i++) {
      boolean hit = hitsFirst ? i < hits : i >= 10 - hits;
      profile.add(new float[] {.8f, .2f}, hit ? 0 : 1);
    }
    return profile;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 7, 8, true",
    "0, 7, 7, true",
    "0, 8, 7, false",
    "0.1, 7, 8, true",
    "0.1, 7, 7, false",
    "-0.1, 8, 7, true",
    "-0.1, 8, 6, false",
  })
  void publishesWhereTheGainIsReached(
      double minimumGain, int champion, int challenger, boolean publish) {
    Gate.Judgement judgement =
        new Gate(minimumGain).judge(hits(champion, true), hits(challenger, false));
    assertThat(judgement.publish()).isEqualTo(publish);
    assertThat(judgement.why())
        .contains("%.4f".formatted(champion / 10.0), "%.4f".formatted(challenger / 10.0));
  }

  @Test
  void whatIsMadeOfTheChampionMustBeSurerOfTheLabels() {
    Gate gate = new Gate(0);
    assertThat(gate.judgeMended(hits(7, true), hits(8, true)).publish()).isTrue();
    assertThat(gate.judgeMended(hits(7, true), hits(7, true)))
        .isEqualTo(
            new Gate.Judgement(false, "the log-loss 0.6390 is not below the champion's 0.6390"));
    assertThat(gate.judgeMended(hits(8, true), hits(7, true)).publish()).isFalse();
  }

  @Test
  void comparesOnlyTheSameRows() {
    assertThatThrownBy(() -> new Gate(0).judge(hits(1, true), new PerformanceProfile()))
        .hasMessage("champion and challenger were measured on 10 and 0 rows");
  }
}
