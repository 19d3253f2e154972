package io.driftloop.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.Signals;
import io.driftloop.schemas.DecisionOutcome;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.policy.PolicyState;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.CompositeType;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Windows of one day each; a request takes two breached ones in a row. */
class RetrainDecisionFunctionTest {
  private static final Options OPTIONS =
      Options.of(
          Map.of(
              "retrain.rule", "threshold",
              "retrain.triggers", "psi,accuracy",
              "retrain.consecutive", "2",
              "retrain.cooldown", "3d",
              "retrain.in-flight-timeout", "10d",
              "retrain.training-window", "20d"));

  private static DecisionHarness harness(OperatorSubtaskState state) throws Exception {
    return new DecisionHarness(OPTIONS, state);
  }

  @Test
  void secondBreachedWindowInARowAsksForARetraining() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.window(1, "v1", true);
      harness.window(2, "v1", true);
      assertThat(harness.reasons()).containsExactly("NOT_CONSECUTIVE", "DRIFT");
      RetrainingEvent event = harness.extractOutputValues().get(0);
      assertThat(event.getRequestId()).isEqualTo("power/v1/1970-01-03T00:00:00Z");
      assertThat(event.getRequestedAt()).isEqualTo(Signals.end(2));
      assertThat(event.getTrainFrom()).isEqualTo(Signals.end(2) - 20 * Signals.DAY);
      assertThat(event.getTrainTo()).isEqualTo(Signals.end(2) + 1);
      assertThat(event.getReasons())
          .extracting(Signal::getId)
          .containsExactly(Signals.psi(2, "v1", "load", true).getId());
      RetrainingDecision decision = harness.decisions().get(1);
      assertThat(decision.getOutcome()).isEqualTo(DecisionOutcome.REQUEST);
      assertThat(decision.getRequestId()).isEqualTo(event.getRequestId());
      assertThat(decision.getBreaches()).containsExactly("psi:load");
      assertThat(decision.getSource()).isEqualTo("data");
    }
  }

  @Test
  void aSegmentExplainsARequestAndNeverMakesOne() throws Exception {
    Signal breached = ofSegment(Signals.psi(2, "v1", "day", true));
    try (DecisionHarness harness = harness(null)) {
      harness.signals(ofSegment(Signals.psi(1, "v1", "load", true)));
      harness.window(1, "v1", false);
      harness.signals(breached, ofSegment(Signals.psi(2, "v1", "load", false)));
      harness.window(2, "v1", false);
      assertThat(harness.reasons()).containsExactly("NO_BREACH", "NO_BREACH");
      assertThat(harness.decisions().get(1).getBreaches()).containsExactly("psi:day in country=nz");
      harness.window(3, "v1", true);
      harness.signals(ofSegment(Signals.psi(4, "v1", "day", true)));
      harness.window(4, "v1", true);
      assertThat(harness.extractOutputValues().get(0).getReasons())
          .extracting(Signal::getSegment)
          .containsExactlyInAnyOrder("", "country=nz");
    }
  }

  private static Signal ofSegment(Signal signal) {
    return Signal.newBuilder(signal)
        .setId(signal.getId() + "/country=nz")
        .setSegment("country=nz")
        .build();
  }

  @Test
  void calmWindowHoldsAndEndsTheStreak() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.window(1, "v1", true);
      harness.window(2, "v1", false);
      harness.window(3, "v1", true);
      assertThat(harness.reasons())
          .containsExactly("NOT_CONSECUTIVE", "NO_BREACH", "NOT_CONSECUTIVE");
      assertThat(harness.extractOutputValues()).isEmpty();
    }
  }

  @Test
  void streakSurvivesARestart() throws Exception {
    OperatorSubtaskState state;
    try (DecisionHarness harness = harness(null)) {
      harness.window(1, "v1", true);
      harness.signals(Signals.psi(2, "v1", "load", true));
      state = harness.snapshot(1, 1);
    }
    try (DecisionHarness harness = harness(state)) {
      harness.signals(Signals.closing(2, "v1", 1));
      assertThat(harness.extractOutputValues()).hasSize(1);
      assertThat(harness.extractOutputValues().get(0).getReasons()).hasSize(1);
    }
  }

  /** Names are part of every savepoint: a field may be added, none be renamed or dropped. */
  @Test
  void stateIsAPojoOfTheseFields() {
    assertThat(Types.POJO(PolicyState.class).createSerializer(new SerializerConfigImpl()))
        .isInstanceOf(PojoSerializer.class);
    assertThat(((CompositeType<?>) Types.POJO(PolicyState.class)).getFieldNames())
        .contains(
            "championVersion",
            "championGeneration",
            "mayServe",
            "lastRequestAt",
            "inFlight",
            "streaks",
            "lastWindows");
  }

  @Test
  void windowThatComesAgainIsDecidedOnOnce() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.window(1, "v1", true);
      harness.window(1, "v1", true);
      assertThat(harness.reasons()).containsExactly("NOT_CONSECUTIVE");
    }
  }

  @Test
  void signalThatComesAgainInItsWindowCountsOnce() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.signals(Signals.psi(1, "v1", "load", true));
      harness.window(1, "v1", true);
      assertThat(harness.reasons()).containsExactly("NOT_CONSECUTIVE");
    }
  }

  @Test
  void requestInFlightHoldsUntilItsOutcomeAndThenTheCooldownDoesTwiceAsLong() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.window(1, "v1", true);
      harness.window(2, "v1", true);
      harness.window(3, "v1", true);
      harness.window(4, "v1", true);
      String id = harness.extractOutputValues().get(0).getRequestId();
      harness.outcome(id, OutcomeStatus.REJECTED, "v2");
      harness.window(5, "v1", true);
      harness.window(6, "v1", true);
      harness.window(7, "v1", true);
      harness.window(8, "v1", true);
      assertThat(harness.reasons())
          .containsExactly(
              "NOT_CONSECUTIVE",
              "DRIFT",
              "NOT_CONSECUTIVE",
              "IN_FLIGHT",
              "COOLDOWN",
              "COOLDOWN",
              "COOLDOWN",
              "DRIFT");
    }
  }

  @Test
  void windowsOfAVersionThatNoLongerServesAreStale() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.window(1, "v1", true);
      harness.window(2, "v1", true);
      harness.outcome(
          harness.extractOutputValues().get(0).getRequestId(), OutcomeStatus.PUBLISHED, "v2");
      harness.serves(2, "v2");
      harness.window(3, "v2", true);
      harness.window(3, "v1", true);
      assertThat(harness.reasons())
          .containsExactly("NOT_CONSECUTIVE", "DRIFT", "NOT_CONSECUTIVE", "STALE_VERSION");
    }
  }

  @Test
  void aVersionThatIsRefusedLeavesNobodyUnwatched() throws Exception {
    OperatorSubtaskState snapshot;
    try (DecisionHarness harness = harness(null)) {
      harness.serves(1, "v1");
      harness.serves(2, "damaged");
      harness.window(1, "v1", false);
      harness.window(2, "v1", true);
      assertThat(harness.alerts()).isNotEmpty();
      snapshot = harness.snapshot(1, 1);
    }
    try (DecisionHarness harness = harness(snapshot)) {
      harness.window(3, "v1", true);
      assertThat(harness.reasons()).containsExactly("DRIFT");
    }
  }

  @Test
  void versionThatNobodyAskedForServesToo() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.serves(2, "v2");
      harness.outcome("r1", OutcomeStatus.PUBLISHED, "v2");
      harness.serves(3, "v1");
      harness.window(1, "v1", false);
      harness.window(1, "v2", false);
      assertThat(harness.reasons())
          .as("after a rollback, or a publication by hand")
          .containsExactly("NO_BREACH", "STALE_VERSION");
    }
  }

  @Test
  void shadowIsNotDecidedOn() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      Signal shadow = Signals.closing(1, "v1", 1);
      shadow.setVariant("SHADOW");
      harness.signals(shadow);
      assertThat(harness.decisions()).isEmpty();
    }
  }

  @Test
  void kindOfALaterReleaseIsPassedOver() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      Signal later = Signals.psi(1, "v1", "load", true);
      later.setKind("energy-distance");
      harness.signals(later);
      harness.window(1, "v1", false);
      assertThat(harness.reasons()).containsExactly("NO_BREACH");
    }
  }

  @Test
  void dataAndLabelsAreCountedApart() throws Exception {
    try (DecisionHarness harness = harness(null)) {
      harness.window(1, "v1", true);
      harness.signals(Signals.accuracy(1, "v1", true), Signals.labelsClosing(1, "v1", 1));
      assertThat(harness.reasons()).containsExactly("NOT_CONSECUTIVE", "NOT_CONSECUTIVE");
      assertThat(harness.decisions().get(1).getSource()).isEqualTo("labels");
      assertThat(harness.decisions().get(1).getBreaches()).containsExactly("accuracy");
    }
  }
}
