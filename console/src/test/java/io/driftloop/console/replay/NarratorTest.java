package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.SegmentPriority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private final List<String> told = new ArrayList<>();
  private final Narrator narrator =
      new Narrator(
          new ReplayListener() {
            @Override
            public void progress(Progress progress) {
              throw new AssertionError("a narrator counts no rows");
            }

            @Override
            public void happened(String line) {
              told.add(line);
            }
          });

  private static RetrainingEvent.Builder event(String action) {
    return RetrainingEvent.newBuilder()
        .setRequestId("r1")
        .setModel("m")
        .setModelVersion("v2")
        .setAction(action)
        .setRequestedAt(0)
        .setReasons(List.of())
        .setTrainFrom(0)
        .setTrainTo(1)
        .setWhy("the risk rose");
  }

  @Test
  void saysWhatIsAskedFor() {
    narrator.asked(event("RETRAIN").build());
    narrator.asked(event("ROLL_BACK").setTargetVersion("v1").build());
    narrator.asked(
        event("COLLECT_LABELS")
            .setSegments(List.of(new SegmentPriority("a=1", 1.0, 2.0, 100L, 0.1)))
            .build());
    assertThat(told)
        .containsExactly(
            "1970-01-01  retraining asked for: the risk rose",
            "1970-01-01  roll back to v1 asked for: the risk rose",
            "1970-01-01  collect labels of a=1 asked for: the risk rose");
  }

  @Test
  void saysThatAVersionServesAgain() {
    narrator.ended(
        RetrainingOutcome.newBuilder()
            .setRequestId("r1")
            .setModel("m")
            .setStatus(OutcomeStatus.ROLLED_BACK)
            .setVersion("v1")
            .setMetrics(Map.of())
            .setWhy("v1 serves again in place of v2")
            .setFinishedAt(0)
            .setSeconds(0.25)
            .build(),
        0);
    assertThat(told)
        .containsExactly("1970-01-01  v1 restored: v1 serves again in place of v2 (0.3 s)");
  }
}
