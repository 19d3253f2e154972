package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusSentenceTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");
  private static final Signal PRICE =
      signal("psi", "nswprice", NOVEMBER, .31).setThreshold(.2).setBreached(true).build();

  private final LoopView view = new LoopView();

  private PageState.Status status() {
    return view.snapshot().models().get(0).status();
  }

  private void serving(String version, double accuracy) {
    view.onActiveModel(Records.active(3, version, NOVEMBER - WEEK));
    view.onSignal(signal("accuracy", "", NOVEMBER, accuracy).build());
  }

  @Test
  void nothingIsKnownYet() {
    assertThat(status()).isEqualTo(new PageState.Status("waiting", "Waiting for the first model."));
  }

  @Test
  void modelServesButNoWindowHasClosed() {
    view.onActiveModel(Records.active(1, "v1", NOVEMBER));
    assertThat(status())
        .isEqualTo(
            new PageState.Status(
                "waiting", "Serving v1; no labelled window yet; waiting for the first window."));
  }

  @Test
  void allIsWell() {
    serving("v3", .91);
    view.onDecision(Records.hold("labels", NOVEMBER, "NO_BREACH", "nothing is breached"));
    assertThat(status())
        .isEqualTo(
            new PageState.Status(
                "ok",
                "Serving v3; accuracy .91 over the last window;"
                    + " nothing to do: no signal is over its threshold."));
  }

  @Test
  void driftThatMayNotTriggerIsCountedAndNotDenied() {
    serving("v3", .91);
    RetrainingDecision drift =
        RetrainingDecision.newBuilder(Records.hold("data", NOVEMBER, "NO_BREACH", ""))
            .setBreaches(List.of("psi:nswprice", "psi:vicprice"))
            .build();
    view.onDecision(drift);
    view.onDecision(Records.hold("labels", NOVEMBER, "NO_BREACH", ""));
    assertThat(status().level()).isEqualTo("ok");
    assertThat(status().sentence())
        .endsWith(
            "nothing to do: 2 signals are over their thresholds,"
                + " but none that asks for a retraining.");
    view.onDecision(
        RetrainingDecision.newBuilder(drift).setBreaches(List.of("psi:nswprice")).build());
    assertThat(status().sentence())
        .endsWith("1 signal is over its threshold, but none that asks for a retraining.");
  }

  @Test
  void coolsDownUntilADay() {
    serving("v3", .91);
    view.onDecision(
        Records.hold(
            "labels", NOVEMBER, "COOLDOWN", "no further request before 1997-11-14T00:00:00Z"));
    assertThat(status())
        .isEqualTo(
            new PageState.Status(
                "attention",
                "Serving v3; accuracy .91 over the last window;"
                    + " drift seen, nothing to do: cooling down until 14 Nov 1997."));
  }

  @Test
  void retrainsForItsFirstReasonAndCountsTheOthers() {
    serving("v3", .84);
    view.onDecision(Records.request("r1", NOVEMBER));
    view.onRetrainingEvent(Records.event("r1", NOVEMBER + 1_800_000, PRICE, PRICE, PRICE));
    assertThat(status())
        .isEqualTo(
            new PageState.Status(
                "busy",
                "Serving v3; accuracy .84 over the last window; retraining since 6 Nov 1997 00:30"
                    + " because nswprice drifted: PSI .31, threshold .20 (and 2 more reasons)."));
  }

  @Test
  void saysWhatCameOfARequestUntilTheNextWindow() {
    serving("v3", .84);
    view.onDecision(Records.request("r1", NOVEMBER));
    assertThat(status().sentence()).endsWith("retraining asked for.");
    view.onRetrainingEvent(Records.event("r1", NOVEMBER, PRICE));
    view.onOutcome(Records.outcome("r1", OutcomeStatus.REJECTED, "v4", .84, .83));
    assertThat(status().sentence()).endsWith("v4 was rejected: the challenger is not better.");
    view.onOutcome(Records.outcome("r1", OutcomeStatus.FAILED, null, .84, .83));
    assertThat(status().sentence()).endsWith("retraining failed: the challenger is not better.");
    view.onOutcome(Records.outcome("r1", OutcomeStatus.PUBLISHED, "v4", .84, .9));
    assertThat(status().sentence()).endsWith("v4 was published, waiting for its first window.");
    view.onDecision(Records.hold("labels", NOVEMBER + WEEK, "NO_BREACH", ""));
    assertThat(status().sentence()).endsWith("no signal is over its threshold.");
  }

  @Test
  void saysThatAVersionIsTakenBack() {
    serving("v3", .6);
    view.onDecision(
        RetrainingDecision.newBuilder(Records.request("r1", NOVEMBER))
            .setReason("ROLL_BACK")
            .build());
    assertThat(status().sentence()).endsWith("roll-back asked for.");
    RetrainingEvent event = Records.event("r1", NOVEMBER);
    event.setAction("ROLL_BACK");
    view.onRetrainingEvent(event);
    assertThat(status().sentence()).endsWith("rolling back since 6 Nov 1997.");
    RetrainingOutcome outcome = Records.outcome("r1", OutcomeStatus.ROLLED_BACK, "v2", .9, .8);
    outcome.setWhy("v2 serves again in place of v3");
    view.onOutcome(outcome);
    assertThat(status().sentence()).endsWith("v2 serves again in place of v3.");
  }

  @Test
  void whatNobodyAnswersIsNotWaitedFor() {
    serving("v3", .6);
    view.onDecision(Records.hold("labels", NOVEMBER, "NO_BREACH", "nothing is breached"));
    RetrainingEvent event = Records.event("r1", NOVEMBER);
    event.setAction("COLLECT_LABELS");
    view.onRetrainingEvent(event);
    assertThat(status().sentence()).contains("nothing to do");
    assertThat(view.snapshot().models().get(0).retrainings()).isEmpty();
  }

  @Test
  void theMoreTellingOfDataAndLabelsSpeaks() {
    serving("v3", .91);
    view.onDecision(Records.hold("data", NOVEMBER, "NOT_CONSECUTIVE", "1 of 2 windows in a row"));
    view.onDecision(Records.hold("labels", NOVEMBER, "NO_BREACH", ""));
    assertThat(status().level()).isEqualTo("attention");
    assertThat(status().sentence())
        .endsWith("drift seen, waiting whether it lasts (1 of 2 windows in a row).");
  }

  @Test
  void windowsOfVersionsThatNoLongerServeExplainNothing() {
    serving("v3", .91);
    view.onDecision(Records.hold("labels", NOVEMBER, "NO_BREACH", ""));
    view.onDecision(Records.hold("labels", NOVEMBER + WEEK, "STALE_VERSION", "v2 does not serve"));
    assertThat(status().level()).isEqualTo("ok");
  }

  @Test
  void aModelThatRunsElsewhereIsWatched() {
    view.onSignal(signal("psi", "price", NOVEMBER, .1).build());
    assertThat(status().sentence())
        .isEqualTo("Watching v1; no labelled window yet; waiting for the first window.");
  }

  @Test
  void reasonsOfALaterReleaseAreSaidAsTheyAre() {
    serving("v3", .91);
    view.onDecision(Records.hold("labels", NOVEMBER, "BUDGET_SPENT", "no GPU hours are left"));
    assertThat(status().sentence()).endsWith("nothing to do: no GPU hours are left.");
  }
}
