package io.driftloop.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.jobs.Signals;
import io.driftloop.schemas.ActionProposal;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.DecisionOutcome;
import io.driftloop.schemas.FailureSignature;
import io.driftloop.schemas.FeatureShare;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.SegmentPriority;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.diagnosis.DiagnosisState;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What the decision job says beside its verdicts, on windows of a day. */
class DiagnosingTest {
  private static final Options DEFAULTS = options(Map.of());

  private static Options options(Map<String, String> values) {
    return Options.of(values);
  }

  private static Signal drift(int day, String version, boolean breached) {
    Signal signal = Signals.signal(day, version, "drift", "load", breached ? 9 : 1, breached);
    signal.setThreshold(3.0);
    signal.setEvidence(Map.of("shareOfChange", 1.0));
    return signal;
  }

  private static Signal lag(int day, String source, boolean breached) {
    Signal signal = Signals.signal(day, "v1", "lag", source, breached ? 1200 : 60, breached);
    signal.setThreshold(900.0);
    return signal;
  }

  @Test
  void jobsThatAreBehindCallAPersonOnceAndAskForNoRetraining() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(DEFAULTS, null)) {
      harness.signals(lag(1, "data", false), Signals.closing(1, "v1", 0));
      assertThat(harness.alerts()).isEmpty();
      harness.signals(lag(2, "data", true), Signals.closing(2, "v1", 0));
      harness.signals(lag(2, "labels", true), Signals.labelsClosing(2, "v1", 0));
      harness.signals(lag(3, "data", true), Signals.closing(3, "v1", 0));
      assertThat(harness.alerts())
          .extracting(alert -> alert.getData().getName(), Alert::getSeverity)
          .containsExactly(tuple("operation", "warning"), tuple("operation", "warning"));
      assertThat(harness.alerts().get(0).getData().getSentence()).contains("lag");
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void aLagIsNoTrigger() {
    assertThatThrownBy(
            () -> options(Map.of("retrain.triggers", "lag")).get(DecisionOptions.TRIGGERS))
        .isInstanceOf(ConfigException.class);
  }

  private static Signal confidence(int day, String version) {
    Signal signal = Signals.signal(day, version, "confidence", "", 0.8, false);
    signal.setThreshold(0.7);
    signal.setReference(0.8);
    return signal;
  }

  private static Signal accuracy(int day, String version, double value) {
    Signal signal = Signals.signal(day, version, "accuracy", "", value, value < 0.8);
    signal.setThreshold(0.8);
    signal.setReference(0.9);
    signal.setReferenceCount(5000L);
    signal.setEvidence(Map.of("standardError", 0.01));
    return signal;
  }

  private static void data(DecisionHarness harness, int day, String version, boolean drifted)
      throws Exception {
    harness.signals(
        drift(day, version, drifted),
        confidence(day, version),
        Signals.closing(day, version, drifted ? 1 : 0));
  }

  private static void labels(DecisionHarness harness, int day, String version, double accuracy)
      throws Exception {
    harness.signals(
        accuracy(day, version, accuracy),
        Signals.labelsClosing(day, version, accuracy < 0.8 ? 1 : 0));
  }

  private static List<String> signatures(DecisionHarness harness, int decision) {
    return harness.decisions().get(decision).getSignatures().stream()
        .map(FailureSignature::getName)
        .toList();
  }

  @Test
  void labelsThatAreWorseBesideASteadyDataWindowAreConceptDriftInEitherOrder() throws Exception {
    for (boolean labelsFirst : List.of(true, false)) {
      try (DecisionHarness harness = new DecisionHarness(DEFAULTS, null)) {
        if (labelsFirst) {
          labels(harness, 1, "v1", 0.7);
          data(harness, 1, "v1", false);
        } else {
          data(harness, 1, "v1", false);
          labels(harness, 1, "v1", 0.7);
        }
        assertThat(signatures(harness, 0)).isEmpty();
        assertThat(signatures(harness, 1)).containsExactly("CONCEPT_DRIFT");
        FailureSignature found = harness.decisions().get(1).getSignatures().get(0);
        assertThat(found.getSentence()).startsWith("The model is worse although");
        assertThat(found.getEvidence()).containsExactly(accuracy(1, "v1", 0.7).getId());
      }
    }
  }

  @Test
  void aWindowSignatureIsToldOnceOverARestart() throws Exception {
    OperatorSubtaskState state;
    try (DecisionHarness harness = new DecisionHarness(DEFAULTS, null)) {
      data(harness, 1, "v1", false);
      state = harness.snapshot(1, 1);
    }
    try (DecisionHarness harness = new DecisionHarness(DEFAULTS, state)) {
      labels(harness, 1, "v1", 0.7);
      assertThat(signatures(harness, 0))
          .as("the data window is remembered")
          .containsExactly("CONCEPT_DRIFT");
      assertThat(harness.alerts()).hasSize(1);
      state = harness.snapshot(2, 2);
    }
    try (DecisionHarness harness = new DecisionHarness(DEFAULTS, state)) {
      labels(harness, 1, "v1", 0.7);
      data(harness, 2, "v1", false);
      assertThat(harness.decisions()).hasSize(1);
      assertThat(signatures(harness, 0)).isEmpty();
      assertThat(harness.alerts()).isEmpty();
    }
  }

  @Test
  void driftCallsNobodyUntilLabelsShowHarm() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(DEFAULTS, null)) {
      labels(harness, 1, "v1", 0.9);
      data(harness, 1, "v1", true);
      labels(harness, 2, "v1", 0.9);
      data(harness, 2, "v1", true);
      assertThat(harness.alerts()).isEmpty();
      labels(harness, 3, "v1", 0.6);
      data(harness, 3, "v1", true);
      assertThat(harness.alerts())
          .extracting(Alert::getSubject, Alert::getSeverity)
          .containsExactly(tuple("v1/quality", "critical"), tuple("v1/inputs", "warning"));
    }
  }

  @Test
  void anAlertIsACloudEventOfTheWindow() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(DEFAULTS, null)) {
      labels(harness, 1, "v1", 0.6);
      data(harness, 1, "v1", true);
      Alert alert = harness.alerts().get(1);
      assertThat(alert.getSpecversion()).isEqualTo("1.0");
      assertThat(alert.getId()).isEqualTo("power/v1/inputs/data/1970-01-02T00:00:00Z");
      assertThat(alert.getSource()).isEqualTo("/driftloop/models/power");
      assertThat(alert.getType()).isEqualTo("io.driftloop.breach");
      assertThat(alert.getTime()).isEqualTo("1970-01-02T00:00:00Z");
      assertThat(alert.getData().getWindowStart()).isEqualTo("1970-01-01T00:00:00Z");
      assertThat(alert.getData().getEvidence()).containsExactly(drift(1, "v1", true).getId());
      assertThat(alert.getData().getFeatures()).containsExactly(new FeatureShare("load", 1.0));
    }
  }

  @Test
  void aStaleWindowSaysNothing() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(DEFAULTS, null)) {
      harness.serves(2, "v2");
      data(harness, 1, "v1", false);
      labels(harness, 1, "v1", 0.5);
      assertThat(harness.reasons()).containsExactly("STALE_VERSION", "STALE_VERSION");
      assertThat(harness.alerts()).isEmpty();
      assertThat(harness.decisions())
          .allSatisfy(
              decision -> {
                assertThat(decision.getSignatures()).isEmpty();
                assertThat(decision.getProposals()).isEmpty();
              });
      labels(harness, 2, "v2", 0.5);
      assertThat(signatures(harness, 2)).as("the data window was another version's").isEmpty();
    }
  }

  private static Signal north(int day) {
    Signal signal = Signals.signal(day, "v1", "accuracy", "", 0.5, true);
    signal.setId(signal.getId() + "/north");
    signal.setSegment("region=north");
    signal.setReference(0.9);
    signal.setThreshold(0.8);
    signal.setSampleCount(200);
    signal.setEvidence(Map.of("share", 0.2));
    return signal;
  }

  private static Signal slice(int day) {
    Signal signal = Signals.signal(day, "v1", "worst-slice", "load > 3", 3, true);
    signal.setThreshold(1.0);
    signal.setEvidence(Map.of("support", 50.0, "share", 0.05, "score", 0.3, "excess", 0.2));
    return signal;
  }

  @Test
  void aSegmentThatFailsIsProposedOnceAndSentOnlyWhereAllowed() throws Exception {
    Options allowed = options(Map.of("retrain.actions", "retrain, collect-labels"));
    for (Options options : List.of(DEFAULTS, allowed)) {
      try (DecisionHarness harness = new DecisionHarness(options, null)) {
        for (int day = 1; day <= 2; day++) {
          harness.signals(
              accuracy(day, "v1", 0.88),
              north(day),
              slice(day),
              Signals.labelsClosing(day, "v1", 2));
        }
        assertThat(harness.decisions().get(0).getProposals())
            .extracting(ActionProposal::getAction, ActionProposal::getSegment)
            .containsExactly(
                tuple("COLLECT_LABELS", "region=north"), tuple("COLLECT_LABELS", "load > 3"));
        assertThat(harness.decisions().get(1).getProposals()).isEmpty();
        assertThat(harness.decisions())
            .extracting(RetrainingDecision::getOutcome)
            .as("it is no request that anything waits for")
            .containsOnly(DecisionOutcome.HOLD);
        if (options == DEFAULTS) {
          assertThat(harness.extractOutputValues()).isEmpty();
        } else {
          assertThat(harness.extractOutputValues())
              .extracting(RetrainingEvent::getRequestId, RetrainingEvent::getAction)
              .containsExactly(
                  tuple(
                      "power/v1/1970-01-02T00:00:00Z/COLLECT_LABELS/region=north",
                      "COLLECT_LABELS"),
                  tuple("power/v1/1970-01-02T00:00:00Z/COLLECT_LABELS/load > 3", "COLLECT_LABELS"));
        }
      }
    }
  }

  @Test
  void aRetrainingNamesSegmentsByUrgencyWithErrorRatioAndSupport() throws Exception {
    Options threshold = options(Map.of("retrain.rule", "threshold"));
    try (DecisionHarness harness = new DecisionHarness(threshold, null)) {
      harness.signals(
          accuracy(1, "v1", 0.75), north(1), slice(1), Signals.labelsClosing(1, "v1", 3));
      RetrainingEvent event = harness.extractOutputValues().get(0);
      assertThat(event.getAction()).isEqualTo("RETRAIN");
      assertThat(event.getTargetVersion()).isNull();
      assertThat(event.getSegments())
          .extracting(
              SegmentPriority::getSegment,
              SegmentPriority::getErrorRatio,
              SegmentPriority::getSupport,
              SegmentPriority::getShare)
          .containsExactly(
              tuple("region=north", 2.0, 200L, 0.2), tuple("load > 3", 3.0, 50L, 0.05));
      assertThat(event.getSegments().get(0).getPriority())
          .isGreaterThan(event.getSegments().get(1).getPriority());
    }
  }

  /** Version 1 serves well for some days, then version 2 does not. */
  private static void badSwap(DecisionHarness harness) throws Exception {
    harness.serves(1, "v1");
    for (int day = 1; day <= 3; day++) {
      labels(harness, day, "v1", 0.9);
    }
    harness.serves(2, "v2");
    labels(harness, 4, "v2", 0.6);
  }

  private static final Options ROLL_BACK =
      options(Map.of("retrain.actions", "retrain,roll-back", "retrain.cooldown", "2d"));

  @Test
  void aBadSwapIsTakenBackOnce() throws Exception {
    OperatorSubtaskState state;
    try (DecisionHarness harness = new DecisionHarness(ROLL_BACK, null)) {
      badSwap(harness);
      RetrainingDecision decision = harness.decisions().get(3);
      assertThat(decision.getReason()).isEqualTo("ROLL_BACK");
      assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.REQUEST);
      RetrainingEvent event = harness.extractOutputValues().get(0);
      assertThat(event.getRequestId()).isEqualTo("power/v2/1970-01-05T00:00:00Z/ROLL_BACK");
      assertThat(decision.getRequestId()).isEqualTo(event.getRequestId());
      assertThat(event.getAction()).isEqualTo("ROLL_BACK");
      assertThat(event.getModelVersion()).isEqualTo("v2");
      assertThat(event.getTargetVersion()).isEqualTo("v1");
      state = harness.snapshot(1, 1);
    }
    try (DecisionHarness harness = new DecisionHarness(ROLL_BACK, state)) {
      labels(harness, 5, "v2", 0.6);
      assertThat(harness.extractOutputValues()).as("it is in flight").isEmpty();
      harness.outcome("power/v2/1970-01-05T00:00:00Z/ROLL_BACK", OutcomeStatus.FAILED, "v1");
      labels(harness, 6, "v2", 0.6);
      assertThat(harness.extractOutputValues())
          .as("after it failed the rule may ask for a retraining, and it is not tried again")
          .extracting(RetrainingEvent::getAction)
          .doesNotContain("ROLL_BACK");
    }
  }

  @Test
  void aRollBackIsOnlyProposedWhereItIsNotAllowed() throws Exception {
    try (DecisionHarness harness =
        new DecisionHarness(options(Map.of("retrain.minimum-samples", "100000")), null)) {
      badSwap(harness);
      assertThat(harness.decisions().get(3).getProposals())
          .extracting(ActionProposal::getAction)
          .containsExactly("ROLL_BACK");
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void whatIsTakenBackServesAgainAndTheRollBackIsNotInFlightAnyMore() throws Exception {
    try (DecisionHarness harness = new DecisionHarness(ROLL_BACK, null)) {
      badSwap(harness);
      harness.outcome("power/v2/1970-01-05T00:00:00Z/ROLL_BACK", OutcomeStatus.ROLLED_BACK, "v1");
      harness.serves(3, "v1");
      labels(harness, 5, "v1", 0.9);
      labels(harness, 6, "v2", 0.6);
      assertThat(harness.reasons().subList(4, 6)).containsExactly("NO_BREACH", "STALE_VERSION");
    }
  }

  @Test
  void actionsWithoutARetrainingAreRefusedWithAnExample() {
    for (String wrong : List.of("roll-back", "retrain, dance", "")) {
      assertThatThrownBy(() -> DecisionOptions.diagnosis(options(Map.of("retrain.actions", wrong))))
          .as(wrong)
          .isInstanceOf(ConfigException.class)
          .hasMessageContainingAll("retrain.actions", "roll-back", "example");
    }
  }

  /** Names are part of every savepoint: a field may be added, none be renamed or dropped. */
  @Test
  void stateIsAPojoOfTheseFields() {
    assertThat(Types.POJO(DiagnosisState.class).createSerializer(new SerializerConfigImpl()))
        .isInstanceOf(PojoSerializer.class);
    assertThat(((CompositeType<?>) Types.POJO(DiagnosisState.class)).getFieldNames())
        .contains("alerts", "signatures", "riskRose", "swap");
  }
}
