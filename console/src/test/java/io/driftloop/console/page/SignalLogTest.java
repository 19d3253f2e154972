package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalLogTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");

  private final SignalLog log = new SignalLog();

  @Test
  void saysOfEachMeasurementHowItWasJudgedAndOnHowManyRows() {
    log.put(
        signal("psi", "price", NOVEMBER, .123456)
            .setMethod("chi-squared")
            .setThreshold(.2)
            .setPValue(1.23456e-7)
            .setReferenceCount(4_000L)
            .setSeverity("WARNING")
            .setBreached(true)
            .setEvidence(Map.of("share", .5))
            .build());
    assertThat(log.snapshot().measured()).isEqualTo(1);
    assertThat(log.snapshot().worst())
        .containsExactly(
            new PageState.Measured(
                "psi",
                "price",
                "",
                "v1",
                NOVEMBER - WEEK,
                NOVEMBER,
                "chi-squared",
                .1235,
                null,
                .2,
                1.235e-7,
                336,
                4_000L,
                true,
                "warning",
                Map.of("share", .5)));
  }

  @Test
  void keepsTheNewestWindowOfEachWhateverTheOrder() {
    log.put(signal("psi", "price", NOVEMBER + WEEK, .2).build());
    log.put(signal("psi", "price", NOVEMBER, .1).build());
    log.put(signal("psi", "price", NOVEMBER, .3).setSegment("region=NSW").build());
    assertThat(log.snapshot().worst())
        .extracting(PageState.Measured::value)
        .containsExactlyInAnyOrder(.2, .3);
  }

  @Test
  void theWorstSliceAndGroupOfANewWindowTakeTheOldOnesPlace() {
    log.put(signal("worst-slice", "day=su", NOVEMBER, 3).setBreached(true).build());
    log.put(signal("worst-slice", "day=mo", NOVEMBER + WEEK, 2).build());
    log.put(signal("disparate-impact", "", NOVEMBER, .5).setSegment("country=nl").build());
    log.put(signal("disparate-impact", "", NOVEMBER + WEEK, .6).setSegment("country=de").build());
    log.put(signal("disparate-impact", "", NOVEMBER, .7).setSegment("age=old").build());
    assertThat(log.snapshot().worst())
        .extracting(PageState.Measured::value)
        .containsExactlyInAnyOrder(2., .6, .7);
  }

  @Test
  void whatConcernsAPersonComesFirst() {
    log.put(signal("psi", "calm", NOVEMBER, .1).setPValue(.4).build());
    log.put(signal("psi", "close", NOVEMBER, .1).setPValue(.1).build());
    log.put(signal("psi", "drifted", NOVEMBER, .1).setBreached(true).build());
    log.put(signal("accuracy", "", NOVEMBER, .1).setBreached(true).setSeverity("CRITICAL").build());
    assertThat(log.snapshot().worst())
        .extracting(measured -> measured.kind() + " " + measured.subject())
        .containsExactly("accuracy ", "psi drifted", "psi close", "psi calm");
  }

  @Test
  void theWholeComesBeforeItsSegments() {
    log.put(signal("psi", "price", NOVEMBER, .3).setSegment("region=NSW").setPValue(.01).build());
    log.put(signal("psi", "price", NOVEMBER, .1).setPValue(.4).build());
    assertThat(log.snapshot().worst())
        .extracting(PageState.Measured::segment)
        .containsExactly("", "region=NSW");
  }

  @Test
  void breachOfSeveralWindowsCountsUntilAsManyHavePassed() {
    log.put(
        signal("psi", "price", NOVEMBER, .3)
            .setWindowStart(NOVEMBER - 2 * WEEK)
            .setEvidence(Map.of("windows", 2.0))
            .setBreached(true)
            .build());
    log.put(signal("psi", "price", NOVEMBER + WEEK, .1).build());
    assertThat(log.snapshot().worst())
        .extracting(PageState.Measured::value)
        .containsExactly(.3, .1);
    log.put(signal("psi", "price", NOVEMBER + 2 * WEEK, .1).build());
    assertThat(log.snapshot().worst()).extracting(PageState.Measured::value).containsExactly(.1);
  }

  @Test
  void listsTheWorstOfManyOnly() {
    for (int feature = 0; feature < 500; feature++) {
      log.put(signal("psi", "f" + feature, NOVEMBER, .1).build());
    }
    assertThat(log.snapshot().measured()).isEqualTo(500);
    assertThat(log.snapshot().worst()).hasSize(300);
  }
}
