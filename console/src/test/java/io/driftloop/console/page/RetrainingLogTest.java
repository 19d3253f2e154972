package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetrainingLogTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");

  private final RetrainingLog log = new RetrainingLog();

  private static Signal[] reasons(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> signal("psi", "f" + i, NOVEMBER, .3).setThreshold(.2).build())
        .toArray(Signal[]::new);
  }

  @Test
  void anOutcomeMayComeBeforeItsRequest() {
    log.put(Records.outcome("r1", OutcomeStatus.PUBLISHED, "v2", .86, .91));
    assertThat(log.rows()).singleElement().extracting(PageState.Retraining::at).isEqualTo(WEEK);
    log.put(Records.event("r1", NOVEMBER, reasons(1)));
    PageState.Retraining row = log.rows().get(0);
    assertThat(log.rows()).hasSize(1);
    assertThat(row.at()).isEqualTo(NOVEMBER);
    assertThat(row.status()).isEqualTo("published");
    assertThat(row.reasons()).containsExactly("f0 drifted: PSI .30, threshold .20");
    assertThat(row.championAccuracy()).isEqualTo(.86);
    assertThat(row.challengerAccuracy()).isEqualTo(.91);
    assertThat(row.rows()).isEqualTo(4_000);
    assertThat(log.running()).isEmpty();
  }

  @Test
  void aRequestRunsUntilItsOutcome() {
    log.put(Records.event("r1", NOVEMBER));
    assertThat(log.running())
        .get()
        .extracting(PageState.Retraining::requestId, PageState.Retraining::status)
        .containsExactly("r1", "running");
    assertThat(log.ended()).isEmpty();
  }

  @Test
  void aRollBackRunsAndEndsAsOne() {
    RetrainingEvent event = Records.event("r1", NOVEMBER);
    event.setAction("ROLL_BACK");
    log.put(event);
    assertThat(log.running())
        .get()
        .extracting(PageState.Retraining::status)
        .isEqualTo("rolling back");
    log.put(Records.outcome("r1", OutcomeStatus.ROLLED_BACK, "v1", .9, .8));
    assertThat(log.ended())
        .get()
        .extracting(PageState.Retraining::status, PageState.Retraining::version)
        .containsExactly("rolled back", "v1");
  }

  @Test
  void theSameRecordsAgainChangeNothing() {
    for (int i = 0; i < 3; i++) {
      log.put(Records.event("r1", NOVEMBER));
      log.put(Records.outcome("r1", OutcomeStatus.REJECTED, "v2", .9, .8));
    }
    assertThat(log.rows()).hasSize(1);
  }

  @Test
  void manyReasonsAreCutAndCounted() {
    log.put(Records.event("r1", NOVEMBER, reasons(9)));
    assertThat(log.rows().get(0).reasons()).hasSize(6);
    assertThat(log.rows().get(0).moreReasons()).isEqualTo(3);
  }

  @Test
  void keepsTheNewestTwoHundredNewestFirst() {
    for (int i = 0; i < 300; i++) {
      log.put(Records.event("r" + i, NOVEMBER + i * WEEK));
    }
    assertThat(log.rows()).hasSize(200);
    assertThat(log.rows().get(0).requestId()).isEqualTo("r299");
    assertThat(log.rows().get(199).requestId()).isEqualTo("r100");
  }
}
