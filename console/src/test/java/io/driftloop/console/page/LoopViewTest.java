package io.driftloop.console.page;

import static io.driftloop.console.page.Records.MODEL;
import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.row.PredictionRow;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LoopViewTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");

  private final LoopView view = new LoopView();

  private PageState.Model model() {
    return view.snapshot().models().get(0);
  }

  @Test
  void everyChangeGrowsTheRevisionAndReadingDoesNot() {
    long before = view.revision();
    view.onSignal(signal("accuracy", "", NOVEMBER, .9).build());
    view.onDecision(Records.hold("data", NOVEMBER, "NO_BREACH", ""));
    view.onRetrainingEvent(Records.event("r1", NOVEMBER));
    view.onOutcome(Records.outcome("r1", OutcomeStatus.PUBLISHED, "v2", .8, .9));
    view.onActiveModel(Records.active(2, "v2", NOVEMBER));
    view.onProgress(1, 2, NOVEMBER);
    view.onDeadLetter(Records.deadLetter("UNDECODABLE", "bad"));
    view.onTrouble("no broker");
    assertThat(view.revision()).isEqualTo(before + 8);
    assertThat(view.snapshot().revision()).isEqualTo(view.revision());
  }

  @Test
  void accuracyOfLoopAndFrozenShareTheirTimes() {
    view.onSignal(signal("accuracy", "", NOVEMBER, .9).setThreshold(.87).build());
    view.onSignal(signal("accuracy", "", NOVEMBER, .8).setVariant("SHADOW").build());
    view.onSignal(signal("accuracy", "", NOVEMBER + WEEK, .7).setVariant("SHADOW").build());
    PageState.Accuracy accuracy = model().accuracy();
    assertThat(accuracy.time()).containsExactly(NOVEMBER, NOVEMBER + WEEK);
    assertThat(accuracy.loop()).containsExactly(.9, null);
    assertThat(accuracy.frozen()).containsExactly(.8, .7);
    assertThat(accuracy.threshold()).containsExactly(.87, null);
  }

  @Test
  void signalsOfOneWindowCountOnceAndInTheOrderOfTheirTime() {
    Signal late = signal("accuracy", "", NOVEMBER, .9).build();
    view.onSignal(signal("accuracy", "", NOVEMBER + WEEK, .8).build());
    view.onSignal(late);
    view.onSignal(late);
    assertThat(model().accuracy().time()).containsExactly(NOVEMBER, NOVEMBER + WEEK);
    assertThat(model().accuracy().loop()).containsExactly(.9, .8);
  }

  @Test
  void windowSharedByTwoVersionsIsTheirMeanByRows() {
    view.onSignal(signal("accuracy", "", NOVEMBER, .6).setSampleCount(100).build());
    view.onSignal(
        signal("accuracy", "", NOVEMBER, .9).setModelVersion("v2").setSampleCount(200).build());
    assertThat(model().accuracy().loop()).containsExactly(.8);
  }

  @Test
  void segmentsAndUnjudgedKindsChangeNoSeries() {
    view.onSignal(signal("accuracy", "", NOVEMBER, .1).setSegment("region=NSW").build());
    view.onSignal(signal("log-loss", "", NOVEMBER, .1).build());
    assertThat(model().accuracy().time()).isEmpty();
  }

  @Test
  void valuesThatAreNoNumbersAreGaps() {
    view.onSignal(signal("confidence", "", NOVEMBER, Double.NaN).build());
    assertThat(model().confidence().value()).containsExactly((Double) null);
  }

  @Test
  void confidenceBandReachesAsFarUpAsDown() {
    view.onSignal(
        signal("confidence", "", NOVEMBER, .75).setReference(.83).setThreshold(.78).build());
    view.onSignal(
        signal("confidence", "", NOVEMBER + WEEK, .9).setReference(.83).setThreshold(.88).build());
    PageState.Confidence confidence = model().confidence();
    assertThat(confidence.lower()).containsExactly(.78, .78);
    assertThat(confidence.upper()).containsExactly(.88, .88);
    assertThat(confidence.reference()).containsExactly(.83, .83);
  }

  @Test
  void featuresComeWorstFirstWithTheirHistory() {
    view.onSignal(signal("psi", "calm", NOVEMBER, .01).setThreshold(.2).build());
    view.onSignal(signal("psi", "price", NOVEMBER, .1).setThreshold(.2).build());
    view.onSignal(
        signal("psi", "price", NOVEMBER + WEEK, .4).setThreshold(.2).setBreached(true).build());
    PageState.Drift drift = model().drift();
    assertThat(drift.features()).isEqualTo(2);
    assertThat(drift.breached()).isEqualTo(1);
    assertThat(drift.worst())
        .containsExactly(
            new PageState.Feature("price", .4, .2, true, List.of(.1, .4)),
            new PageState.Feature("calm", .01, .2, false, List.of(.01)));
  }

  @Test
  void swapsAreGenerationsThatChangedTheChampionWhateverTheirOrder() {
    view.onActiveModel(Records.active(3, "v2", NOVEMBER + 2 * WEEK));
    view.onActiveModel(Records.active(1, "v1", NOVEMBER));
    view.onActiveModel(Records.active(2, "v2", NOVEMBER + WEEK));
    view.onActiveModel(Records.active(2, "v2", NOVEMBER + WEEK));
    view.onActiveModel(Records.active(4, "v1", NOVEMBER + 3 * WEEK));
    assertThat(model().swaps())
        .extracting(PageState.Swap::generation, PageState.Swap::version)
        .containsExactly(tuple(1L, "v1"), tuple(2L, "v2"), tuple(4L, "v1"));
  }

  @Test
  void everyModelHasItsOwnLoop() {
    view.onSignal(signal("accuracy", "", NOVEMBER, .9).build());
    view.onSignal(signal("accuracy", "", NOVEMBER, .5).setModel("insects").build());
    assertThat(view.snapshot().models())
        .extracting(PageState.Model::name)
        .containsExactly(MODEL, "insects");
  }

  @Test
  void keepsTheNewestWindowsOnly() {
    for (int window = 0; window < 1_500; window++) {
      view.onSignal(signal("accuracy", "", NOVEMBER + window * WEEK, .9).build());
      view.onSignal(signal("psi", "price", NOVEMBER + window * WEEK, .1).build());
    }
    assertThat(model().accuracy().time()).hasSize(1_000).last().isEqualTo(NOVEMBER + 1_499 * WEEK);
    assertThat(model().drift().worst().get(0).history()).hasSize(60);
  }

  @Test
  void deadLettersAreCountedByCode() {
    view.onDeadLetter(Records.deadLetter("UNDECODABLE", "not decodable"));
    view.onDeadLetter(Records.deadLetter("LATE", "a week late"));
    view.onDeadLetter(Records.deadLetter("LATE", "a day late"));
    PageState.DeadLetters letters = view.snapshot().deadLetters();
    assertThat(letters.count()).isEqualTo(3);
    assertThat(letters.byCode()).containsEntry("LATE", 2L).containsEntry("UNDECODABLE", 1L);
    assertThat(letters.last()).isEqualTo("labels: a day late");
  }

  @Test
  void predictionsCountWhereNobodyTellsTheProgress() {
    PredictionRow prediction = new PredictionRow();
    prediction.eventTime = NOVEMBER;
    view.onPrediction(prediction);
    assertThat(view.snapshot().progress()).isEqualTo(new PageState.Progress(1, 0, NOVEMBER));
    view.onProgress(7, 100, NOVEMBER - WEEK);
    assertThat(view.snapshot().progress()).isEqualTo(new PageState.Progress(7, 100, NOVEMBER));
  }

  @Test
  void takesRecordsAndReadersFromManyThreads() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(4);
    for (int writer = 0; writer < 4; writer++) {
      int own = writer;
      new Thread(
              () -> {
                for (int window = 0; window < 500; window++) {
                  view.onSignal(signal("accuracy", "", (window * 4L + own) * WEEK, .9).build());
                  view.snapshot();
                }
                done.countDown();
              })
          .start();
    }
    done.await();
    assertThat(view.revision()).isEqualTo(2_000);
    assertThat(model().accuracy().time()).hasSize(1_000).isSorted();
  }
}
