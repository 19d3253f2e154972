package io.driftloop.signals.diagnosis;

import static io.driftloop.signals.diagnosis.Windows.OPTIONS;
import static io.driftloop.signals.diagnosis.Windows.accuracy;
import static io.driftloop.signals.diagnosis.Windows.confidence;
import static io.driftloop.signals.diagnosis.Windows.data;
import static io.driftloop.signals.diagnosis.Windows.drift;
import static io.driftloop.signals.diagnosis.Windows.estimatedAccuracy;
import static io.driftloop.signals.diagnosis.Windows.labels;
import static io.driftloop.signals.diagnosis.Windows.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.Proposal;
import io.driftloop.signals.policy.SegmentPriority;
import io.driftloop.signals.severity.Contribution;
import io.driftloop.signals.severity.Severity;
import io.driftloop.signals.signature.Signature;
import io.driftloop.signals.signature.Signature.Name;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private DiagnosisState state = new DiagnosisState();

  private Diagnosis diagnose(ClosedWindow window) {
    return diagnose(window, 10_000);
  }

  private Diagnosis diagnose(ClosedWindow window, long newLabels) {
    Diagnosis diagnosis = Diagnosis.of(state, window, newLabels, OPTIONS);
    state = diagnosis.state();
    return diagnosis;
  }

  private static List<Name> names(Diagnosis diagnosis) {
    return diagnosis.signatures().stream().map(Signature::name).toList();
  }

  private static List<Action> actions(Diagnosis diagnosis) {
    return diagnosis.proposals().stream().map(Proposal::action).toList();
  }

  @Test
  void aHealthyWindowSaysNothing() {
    Diagnosis diagnosis =
        diagnose(labels(1, accuracy(1, 0.8), drift(1, "price", false, 0.5), confidence(1, false)));
    assertThat(diagnosis.signatures()).isEmpty();
    assertThat(diagnosis.concerns()).isEmpty();
    assertThat(diagnosis.proposals()).isEmpty();
    assertThat(diagnosis.segments()).isEmpty();
  }

  @Test
  void driftThatMovesNoRiskCallsNobody() {
    assertThat(diagnose(data(1, drift(1, "price", true, 1), estimatedAccuracy(1, 0.8))).concerns())
        .as("known not to harm by the estimate")
        .isEmpty();
    assertThat(diagnose(labels(2, accuracy(2, 0.8), drift(2, "price", true, 1))).concerns())
        .as("known not to harm by labels")
        .isEmpty();
  }

  @Test
  void driftWithARiseOfTheMeasuredRiskCallsWhereTheMonitorCouldNotKnow() {
    Diagnosis diagnosis =
        diagnose(
            labels(
                1,
                accuracy(1, 0.75),
                estimatedAccuracy(1, 0.8),
                drift(1, "price", true, 0.7),
                drift(1, "demand", true, 0.3),
                drift(1, "day", false, 0.1)));
    assertThat(diagnosis.concerns())
        .extracting(Concern::name, Concern::severity)
        .containsExactly(tuple("inputs", Severity.WARNING), tuple("quality", Severity.WARNING));
    Concern inputs = diagnosis.concerns().get(0);
    assertThat(inputs.signature()).isFalse();
    assertThat(inputs.evidence()).containsExactly("drift/price//1", "drift/demand//1");
    assertThat(inputs.sentence())
        .isEqualTo(
            "The inputs changed, and harm is in sight: drift of price is 9.000, threshold 3.000;"
                + " drift of demand is 9.000, threshold 3.000.");
    assertThat(inputs.features())
        .containsExactly(new Contribution("price", 0.7), new Contribution("demand", 0.3));
  }

  @Test
  void aMeasuredRiseOfTheWindowBeforeCountsToo() {
    diagnose(labels(1, accuracy(1, 0.7)));
    assertThat(diagnose(data(2, drift(2, "price", true, 1), estimatedAccuracy(2, 0.8))).concerns())
        .extracting(Concern::name)
        .containsExactly("inputs");
    assertThat(diagnose(data(4, drift(4, "price", true, 1), estimatedAccuracy(4, 0.8))).concerns())
        .as("two windows later nothing is known of a rise")
        .isEmpty();
  }

  @Test
  void theSameCallsOnceInAQuietTimeAndAgainWhereItGetsWorse() {
    assertThat(diagnose(labels(1, accuracy(1, 0.75))).concerns()).hasSize(1);
    assertThat(diagnose(labels(2, accuracy(2, 0.75))).concerns()).isEmpty();
    assertThat(diagnose(labels(3, accuracy(3, 0.5))).concerns())
        .extracting(Concern::severity)
        .containsExactly(Severity.CRITICAL);
    assertThat(diagnose(labels(8, accuracy(8, 0.75))).concerns()).hasSize(1);
  }

  @Test
  void aSegmentCallsOnItsOwn() {
    Measurement north =
        of(1, SignalKind.ACCURACY, "", 0.4, 0.8, 0.77, true).in("region=north").get();
    Diagnosis diagnosis = diagnose(labels(1, accuracy(1, 0.75), north));
    assertThat(diagnosis.concerns())
        .extracting(Concern::name, Concern::segment)
        .containsExactly(tuple("quality", ""), tuple("quality", "region=north"));
    assertThat(diagnosis.concerns().get(1).sentence())
        .startsWith("The model is worse than it was in region=north: accuracy is 0.4000");
  }

  @Test
  void worseLabelsOnSteadyInputsAndScoresAreConceptDriftToldOnce() {
    Measurement wrong = accuracy(1, 0.7);
    Measurement steady = drift(1, "price", false, 1);
    Measurement sure = confidence(1, false);
    Diagnosis diagnosis = diagnose(labels(1, wrong, steady, sure));
    assertThat(names(diagnosis)).containsExactly(Name.CONCEPT_DRIFT);
    assertThat(diagnosis.signatures().get(0).evidence()).containsExactly("accuracy///1");
    assertThat(diagnosis.concerns())
        .as("the breach behind it is told by the signature")
        .extracting(Concern::signature, Concern::name, Concern::severity)
        .containsExactly(tuple(true, "concept-drift", Severity.CRITICAL));
    Diagnosis later = diagnose(data(2, drift(2, "price", false, 1), confidence(2, false), wrong));
    assertThat(later.signatures()).as("the same labels beside the next data window").isEmpty();
    assertThat(later.concerns()).isEmpty();
  }

  @Test
  void aSignatureOfTheNextWindowIsTold() {
    for (int day = 1; day <= 3; day++) {
      assertThat(
              names(
                  diagnose(
                      labels(
                          day,
                          accuracy(day, 0.7),
                          drift(day, "price", false, 1),
                          confidence(day, false)))))
          .as("day %d", day)
          .containsExactly(Name.CONCEPT_DRIFT);
    }
  }

  @Test
  void windowsThatDoNotTouchAreNotReadTogether() {
    Measurement old = drift(1, "price", false, 1);
    Measurement oldSure = confidence(1, false);
    assertThat(names(diagnose(labels(3, accuracy(3, 0.7), old, oldSure)))).isEmpty();
    assertThat(names(diagnose(labels(2, accuracy(2, 0.7), old, oldSure))))
        .as("adjacent ones are")
        .containsExactly(Name.CONCEPT_DRIFT);
  }

  @Test
  void aSignatureCallsEvenWithoutHarm() {
    Measurement missing = of(1, SignalKind.MISSING_RATE, "price", 0.4, 0, 0.01, true).get();
    assertThat(diagnose(data(1, missing, estimatedAccuracy(1, 0.8))).concerns())
        .extracting(Concern::name, Concern::severity)
        .containsExactly(tuple("null-burst", Severity.WARNING));
  }

  @Test
  void aRiseEverywhereProposesARetrainingAndOnlyWhereLabelsClose() {
    Measurement wrong = accuracy(1, 0.7);
    Measurement drifted = drift(1, "price", true, 1);
    Diagnosis diagnosis = diagnose(labels(1, wrong, drifted));
    assertThat(actions(diagnosis)).containsExactly(Action.RETRAIN);
    assertThat(diagnosis.proposals().get(0).score()).isCloseTo(3 * 0.1 / 10, offset());
    assertThat(diagnose(data(1, drifted, wrong)).proposals()).isEmpty();
  }

  @Test
  void fewLabelsOnWatchedSteadyInputsProposeTheHead() {
    ClosedWindow window = labels(1, accuracy(1, 0.7), drift(1, "price", false, 1));
    assertThat(actions(diagnose(window, 100))).containsExactly(Action.TUNE_HEAD);
    assertThat(actions(diagnose(labels(1, accuracy(1, 0.7)), 100)))
        .as("inputs that nobody watched may have moved")
        .containsExactly(Action.RETRAIN);
  }

  @Test
  void logLossAloneProposesARecalibration() {
    Measurement logLoss = of(1, SignalKind.LOG_LOSS, "", 0.9, 0.5, 0.6, true).get();
    assertThat(actions(diagnose(labels(1, accuracy(1, 0.8), logLoss))))
        .containsExactly(Action.RECALIBRATE);
    assertThat(actions(diagnose(labels(1, accuracy(1, 0.7), logLoss))))
        .containsExactly(Action.RETRAIN);
    Measurement auc = of(1, SignalKind.AUC, "down", 0.6, 0.8, 0.75, true).get();
    assertThat(actions(diagnose(labels(1, accuracy(1, 0.8), logLoss, auc))))
        .as("the ranking broke, too")
        .containsExactly(Action.RETRAIN);
  }

  @Test
  void segmentsComeByUrgencyWithErrorRatioAndSupport() {
    Measurement north =
        of(1, SignalKind.ACCURACY, "", 0.5, 0.8, 0.77, true)
            .in("region=north")
            .with("share", 0.1)
            .rows(1000)
            .get();
    Measurement fine =
        of(1, SignalKind.ACCURACY, "", 0.79, 0.8, 0.77, false)
            .in("region=south")
            .with("share", 0.5)
            .get();
    Measurement slice =
        of(1, SignalKind.WORST_SLICE, "price > 3 & day = 2", 3, Double.NaN, 1, true)
            .with("support", 500)
            .with("share", 0.05)
            .with("score", 0.4)
            .with("excess", 0.4)
            .get();
    Diagnosis diagnosis = diagnose(labels(1, accuracy(1, 0.8), north, fine, slice));
    assertThat(diagnosis.segments())
        .extracting(SegmentPriority::segment, SegmentPriority::support, SegmentPriority::share)
        .containsExactly(
            tuple("region=north", 1000L, 0.1), tuple("price > 3 & day = 2", 500L, 0.05));
    assertThat(diagnosis.segments().get(0).errorRatio()).isCloseTo(2.5, offset());
    assertThat(diagnosis.segments().get(1).errorRatio()).isEqualTo(3);
    assertThat(actions(diagnosis)).containsExactly(Action.COLLECT_LABELS, Action.COLLECT_LABELS);
    assertThat(diagnosis.proposals().get(0).segment()).isEqualTo("region=north");
  }

  @Test
  void contradictingLabelsOfAFailingSegmentAreLookedAtFirst() {
    Measurement fails =
        of(1, SignalKind.ACCURACY, "", 0.5, 0.8, 0.77, true)
            .in("region=north")
            .with("share", 0.1)
            .rows(1000)
            .get();
    Measurement contradicted =
        of(1, SignalKind.LABEL_DISAGREEMENT, "", 0.3, Double.NaN, 0.1, true)
            .in("region=north")
            .with("share", 0.1)
            .rows(1000)
            .get();
    Diagnosis diagnosis = diagnose(labels(1, accuracy(1, 0.8), fails, contradicted));
    assertThat(actions(diagnosis)).containsExactly(Action.RELABEL);
    assertThat(diagnosis.segments().get(0).errorRatio()).isCloseTo(2.5, offset());
  }

  @Test
  void aWorstSliceSaysWhereAndCallsNobody() {
    Measurement slice =
        of(1, SignalKind.WORST_SLICE, "day = 2", 3, Double.NaN, 1, true)
            .with("share", 0.05)
            .with("excess", 0.4)
            .get();
    assertThat(diagnose(labels(1, accuracy(1, 0.8), slice)).concerns()).isEmpty();
  }

  @Test
  void theStateGivenIsLeftAsItWas() {
    DiagnosisState before = new DiagnosisState();
    Diagnosis.of(before, labels(1, accuracy(1, 0.5)), 0, OPTIONS);
    assertThat(before.alerts).isEmpty();
    assertThat(before.signatures).isEmpty();
    assertThat(before.swap.windows).isZero();
  }

  @Test
  void aStateOfAnOlderReleaseIsRead() {
    state.alerts = null;
    state.signatures = null;
    state.swap = null;
    assertThat(diagnose(labels(1, accuracy(1, 0.5))).concerns()).hasSize(1);
  }

  private static Offset<Double> offset() {
    return Offset.offset(1e-9);
  }
}
