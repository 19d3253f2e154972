package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.hold;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.RetrainingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");

  private final DecisionLog log = new DecisionLog();

  @Test
  void countsTheWindowsOfEachReasonOnce() {
    for (int i = 0; i < 2; i++) {
      log.put(hold("data", NOVEMBER, "NO_BREACH", ""));
      log.put(hold("labels", NOVEMBER, "NO_BREACH", ""));
      log.put(hold("labels", NOVEMBER + WEEK, "COOLDOWN", ""));
      log.put(Records.request("r1", NOVEMBER + 2 * WEEK));
    }
    assertThat(log.holdCounts())
        .containsExactly(
            new PageState.HoldCount("NO_BREACH", "nothing that asks for one", 2),
            new PageState.HoldCount("COOLDOWN", "cooling down", 1));
  }

  @Test
  void listsTheNewestHoldsInSpiteOfABreach() {
    log.put(hold("data", NOVEMBER, "NO_BREACH", ""));
    for (int i = 0; i < 12; i++) {
      log.put(
          RetrainingDecision.newBuilder(
                  hold("data", NOVEMBER + i * WEEK, "NOT_CONSECUTIVE", "1 of 2 windows in a row"))
              .setBreaches(List.of("psi:price", "prediction-drift"))
              .build());
    }
    assertThat(log.recentHolds()).hasSize(8);
    assertThat(log.recentHolds().get(0))
        .isEqualTo(
            new PageState.Hold(
                NOVEMBER + 11 * WEEK,
                "waiting whether it lasts",
                "1 of 2 windows in a row",
                List.of("PSI of price", "prediction drift")));
  }

  @Test
  void anOlderDecisionDoesNotReplaceANewerOne() {
    log.put(hold("data", NOVEMBER + WEEK, "NO_BREACH", "new"));
    log.put(hold("data", NOVEMBER, "NO_BREACH", "old"));
    assertThat(log.current()).get().extracting(RetrainingDecision::getDetail).isEqualTo("new");
  }
}
