package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.page.PageState.Step;
import io.driftloop.schemas.OutcomeStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopStripTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");

  private final LoopView view = new LoopView();

  private List<Step> strip() {
    return view.snapshot().models().get(0).strip();
  }

  private Step step(String name) {
    return strip().stream().filter(step -> step.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void everyStepWaitsAtFirst() {
    assertThat(strip())
        .extracting(Step::name)
        .containsExactly("data", "drift", "trigger", "train", "gate", "serving");
    assertThat(strip()).allMatch(step -> step.state().equals("waiting"));
  }

  @Test
  void dataShowsRowsSentOrElseThoseOfTheLastWindow() {
    view.onSignal(signal("window-evaluated", "labels", NOVEMBER, 0).setSampleCount(5).build());
    assertThat(step("data").state()).isEqualTo("waiting");
    view.onSignal(signal("window-evaluated", "data", NOVEMBER, 0).build());
    assertThat(step("data")).isEqualTo(new Step("data", "ok", "336 rows", "in the last window"));
    view.onProgress(41_124, 45_312, NOVEMBER);
    assertThat(step("data"))
        .isEqualTo(new Step("data", "ok", "41,124 rows", "336 in the last window"));
  }

  @Test
  void driftNamesTheWorstFeature() {
    view.onSignal(signal("psi", "demand", NOVEMBER, .1).setThreshold(.2).build());
    assertThat(step("drift"))
        .isEqualTo(new Step("drift", "ok", "0 of 1 feature", "all as in training"));
    view.onSignal(signal("psi", "price", NOVEMBER, .3).setThreshold(.2).setBreached(true).build());
    assertThat(step("drift"))
        .isEqualTo(new Step("drift", "attention", "1 of 2 features", "most in price"));
  }

  @Test
  void triggerSaysWhyItHolds() {
    view.onDecision(Records.hold("labels", NOVEMBER, "NO_BREACH", "nothing is breached"));
    assertThat(step("trigger"))
        .isEqualTo(new Step("trigger", "ok", "quiet", "nothing is breached"));
    view.onDecision(
        Records.hold(
            "labels",
            NOVEMBER + WEEK,
            "COOLDOWN",
            "no further request before 1997-11-14T12:30:00Z"));
    assertThat(step("trigger"))
        .isEqualTo(
            new Step(
                "trigger",
                "attention",
                "cooling down",
                "no further request before 14 Nov 1997 12:30"));
  }

  @Test
  void aRetrainingGoesThroughTriggerTrainAndGate() {
    view.onDecision(Records.request("r1", NOVEMBER));
    view.onRetrainingEvent(Records.event("r1", NOVEMBER));
    assertThat(step("trigger").state()).isEqualTo("busy");
    assertThat(step("train").figure()).isEqualTo("training");
    assertThat(step("gate").state()).isEqualTo("waiting");

    view.onOutcome(Records.outcome("r1", OutcomeStatus.PUBLISHED, "v2", .86, .91));
    view.onActiveModel(Records.active(2, "v2", NOVEMBER));
    assertThat(step("trigger"))
        .isEqualTo(new Step("trigger", "ok", "answered", "since 6 Nov 1997"));
    assertThat(step("train")).isEqualTo(new Step("train", "ok", "2.1 s", "on 4,000 rows"));
    assertThat(step("gate")).isEqualTo(new Step("gate", "ok", ".91 vs .86", "v2 published"));
    assertThat(step("serving")).isEqualTo(new Step("serving", "ok", "v2", "since 6 Nov 1997"));
  }

  @Test
  void aRejectionAndAFailureAreWorthALook() {
    view.onRetrainingEvent(Records.event("r1", NOVEMBER));
    view.onOutcome(Records.outcome("r1", OutcomeStatus.REJECTED, "v2", .91, .86));
    assertThat(step("gate")).isEqualTo(new Step("gate", "attention", ".86 vs .91", "v2 rejected"));
    view.onRetrainingEvent(Records.event("r2", NOVEMBER + WEEK));
    view.onOutcome(Records.outcome("r2", OutcomeStatus.FAILED, null, .9, .9));
    assertThat(step("train").state()).isEqualTo("attention");
    assertThat(step("train").figure()).isEqualTo("failed");
  }

  @Test
  void aModelThatRunsElsewhereIsServedElsewhere() {
    view.onSignal(signal("confidence", "", NOVEMBER, .8).build());
    assertThat(step("serving")).isEqualTo(new Step("serving", "ok", "v1", "served elsewhere"));
  }
}
