package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetrainingLogTest {
  private static final long SECOND = 1_000_000_000L;

  private final RetrainingLog log = new RetrainingLog();

  @Test
  void aPublishedVersionIsFollowedUntilItAnswers() {
    log.asked("r1", 0);
    assertThat(log.inFlight()).containsExactly("r1");

    log.event(event("r1"), SECOND);
    log.outcome(outcome("r1", OutcomeStatus.PUBLISHED, "v2"), 3 * SECOND);
    assertThat(log.inFlight()).isEmpty();
    assertThat(log.newestVersion()).contains("v2");
    assertThat(log.answered("v1", 4 * SECOND)).isEmpty();
    assertThat(log.answered("v2", 5 * SECOND)).contains(5.0);
    assertThat(log.answered("v2", 6 * SECOND)).isEmpty();

    ReplayReport.Retraining told = log.retrainings().get(0);
    assertThat(told.outcome()).isEqualTo("PUBLISHED");
    assertThat(told.at()).isEqualTo("1970-01-01T00:00:03Z");
    assertThat(told.champion()).containsExactly(Map.entry("accuracy", .7));
    assertThat(told.challenger()).containsExactly(Map.entry("accuracy", .8));
    assertThat(told.secondsToServing()).isEqualTo(5.0);
  }

  @Test
  void aRejectedOneEndsWithoutServing() {
    log.event(event("r1"), 0);
    log.outcome(outcome("r1", OutcomeStatus.REJECTED, "v2"), SECOND);

    assertThat(log.inFlight()).isEmpty();
    assertThat(log.newestVersion()).isEmpty();
    assertThat(log.retrainings().get(0).secondsToServing()).isNull();
  }

  @Test
  void aVersionThatServesAgainIsFollowedLikeANewOne() {
    log.event(event("r1"), 0);
    log.outcome(outcome("r1", OutcomeStatus.PUBLISHED, "v2"), SECOND);
    log.answered("v2", 2 * SECOND);
    log.event(event("r2"), 3 * SECOND);
    log.outcome(outcome("r2", OutcomeStatus.PUBLISHED, "v3"), 4 * SECOND);
    log.event(event("r3"), 5 * SECOND);
    log.outcome(outcome("r3", OutcomeStatus.ROLLED_BACK, "v2"), 6 * SECOND);

    assertThat(log.newestVersion()).contains("v2");
    assertThat(log.answered("v2", 7 * SECOND)).contains(2.0);
    assertThat(log.answered("v2", 8 * SECOND)).isEmpty();
    assertThat(log.retrainings().get(2).outcome()).isEqualTo("ROLLED_BACK");
  }

  private static RetrainingEvent event(String id) {
    return RetrainingEvent.newBuilder()
        .setRequestId(id)
        .setModel("m")
        .setModelVersion("v1")
        .setAction("RETRAIN")
        .setRequestedAt(3_000)
        .setReasons(List.of())
        .setTrainFrom(1_000)
        .setTrainTo(3_000)
        .build();
  }

  private static RetrainingOutcome outcome(String id, OutcomeStatus status, String version) {
    return RetrainingOutcome.newBuilder()
        .setRequestId(id)
        .setModel("m")
        .setStatus(status)
        .setVersion(version)
        .setMetrics(Map.of("champion.accuracy", .7, "challenger.accuracy", .8))
        .setWhy("because")
        .setFinishedAt(9)
        .setSeconds(1)
        .build();
  }
}
