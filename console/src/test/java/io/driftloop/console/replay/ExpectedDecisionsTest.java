package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.replay.ExpectedDecisions.Key;
import org.junit.jupiter.api.Test;

class ExpectedDecisionsTest {
  private final ExpectedDecisions decisions = new ExpectedDecisions(100);

  @Test
  void awaitsEveryVersionOfAWindowAndNoLaterOne() {
    decisions.expect(ExpectedDecisions.DATA, "v1", 150);
    decisions.expect(ExpectedDecisions.DATA, "v2", 199);
    decisions.expect(ExpectedDecisions.LABELS, "v2", 150);
    decisions.expect(ExpectedDecisions.DATA, "v2", 200);

    decisions.decided(ExpectedDecisions.DATA, "v1", 200);

    assertThat(decisions.missing(200))
        .containsExactly(
            new Key(200, ExpectedDecisions.DATA, "v2"),
            new Key(200, ExpectedDecisions.LABELS, "v2"));
  }

  @Test
  void whatWasDecidedIsNotAwaitedAgain() {
    decisions.decided(ExpectedDecisions.DATA, "v1", 200);

    decisions.expect(ExpectedDecisions.DATA, "v1", 150);

    assertThat(decisions.missing(1000)).isEmpty();
  }

  @Test
  void windowsAreAlignedToTheEpoch() {
    assertThat(decisions.windowEnd(0)).isEqualTo(100);
    assertThat(decisions.windowEnd(99)).isEqualTo(100);
    assertThat(decisions.windowEnd(-1)).isEqualTo(0);
  }
}
