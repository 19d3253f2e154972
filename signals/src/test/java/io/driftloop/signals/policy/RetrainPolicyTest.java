package io.driftloop.signals.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrainPolicyTest {
  private static final PolicyOptions OPTIONS =
      new PolicyOptions(
          Set.of(SignalKind.ACCURACY, SignalKind.PSI),
          100,
          2,
          Duration.ofHours(10),
          Duration.ofHours(20),
          Duration.ofDays(30));

  private PolicyState state = new PolicyState();

  @Test
  void signalsAreCollectedUntilTheWindowCloses() {
    assertThat(breach(1).reason()).isEqualTo(Reason.COLLECTING);
    assertThat(state.streaks).containsEntry("labels/accuracy/", 1);
  }

  @Test
  void enoughBreachedWindowsInARowAreARequest() {
    breach(1);
    Verdict first = close(1);
    assertThat(first.reason()).isEqualTo(Reason.NOT_CONSECUTIVE);
    assertThat(first.detail()).isEqualTo("1 of 2 windows in a row");
    assertThat(first.requestId()).isEmpty();
    breach(2);
    Verdict second = close(2);
    assertThat(second.request()).isTrue();
    assertThat(second.requestId()).isEqualTo("elec2/v1/1970-01-01T02:00:00Z");
    assertThat(second.detail()).isEqualTo("2 breached windows in a row");
    assertThat(second.state().inFlight).isEqualTo(second.requestId());
    assertThat(second.state().lastRequestAt).isEqualTo(hour(2).toEpochMilli());
  }

  @Test
  void aQuietWindowEndsAStreak() {
    breach(1);
    close(1);
    quiet(2);
    assertThat(close(2).reason()).isEqualTo(Reason.NO_BREACH);
    breach(3);
    assertThat(close(3).reason()).isEqualTo(Reason.NOT_CONSECUTIVE);
  }

  @Test
  void whatIsNoTriggerOnlyExplains() {
    for (int window = 1; window <= 5; window++) {
      decide(observation("v1", "data", SignalKind.MISSING_RATE, "price", window, 500, true));
      assertThat(close("data", window, 500).reason()).isEqualTo(Reason.NO_BREACH);
    }
  }

  @Test
  void sourcesAndSubjectsHaveStreaksOfTheirOwn() {
    decide(observation("v1", "data", SignalKind.PSI, "price", 1, 500, true));
    close("data", 1, 500);
    decide(observation("v1", "data", SignalKind.PSI, "price", 2, 500, false));
    decide(observation("v1", "data", SignalKind.PSI, "demand", 2, 500, true));
    breach(1);
    assertThat(close("data", 2, 500).reason()).isEqualTo(Reason.NOT_CONSECUTIVE);
    assertThat(close(1).reason()).isEqualTo(Reason.NOT_CONSECUTIVE);
  }

  @Test
  void aStreakThatTheWindowDidNotCarryOnDoesNotCount() {
    breach(1);
    close(1);
    breach(2);
    assertThat(close(3).reason()).isEqualTo(Reason.NO_BREACH);
  }

  @Test
  void tooFewRowsAreNoReason() {
    breach(1);
    close(1);
    breach(2);
    Verdict verdict = close("labels", 2, 99);
    assertThat(verdict.reason()).isEqualTo(Reason.TOO_FEW_SAMPLES);
    assertThat(verdict.detail()).isEqualTo("99 rows of 100");
    breach(3);
    assertThat(close("labels", 3, 100).request()).isTrue();
  }

  @Test
  void aRequestInFlightBlocksTheNextUntilItTimesOut() {
    String first = requestAt(2);
    breach(3);
    assertThat(close(3).reason()).isEqualTo(Reason.NOT_CONSECUTIVE);
    for (int window = 4; window < 22; window++) {
      breach(window);
      Verdict verdict = close(window);
      assertThat(verdict.reason()).isEqualTo(Reason.IN_FLIGHT);
      assertThat(verdict.detail()).contains(first);
    }
    breach(22);
    assertThat(close(22).requestId()).isEqualTo("elec2/v1/1970-01-01T22:00:00Z");
  }

  @Test
  void cooldownCountsFromTheLastRequestAndEndsOnItsEdge() {
    String first = requestAt(2);
    state = RetrainPolicy.ended(state, first, true);
    assertThat(state.inFlight).isEmpty();
    breach(3);
    assertThat(close(3).reason()).isEqualTo(Reason.NOT_CONSECUTIVE);
    for (int window = 4; window < 12; window++) {
      breach(window);
      Verdict verdict = close(window);
      assertThat(verdict.reason()).isEqualTo(Reason.COOLDOWN);
      assertThat(verdict.detail()).isEqualTo("no further request before 1970-01-01T12:00:00Z");
    }
    breach(12);
    assertThat(close(12).request()).isTrue();
  }

  @Test
  void untilTheNamedVersionIsSeenThoseBeforeMayServe() {
    state = RetrainPolicy.serving(state, "v1", 1);
    state = RetrainPolicy.serving(state, "v2", 2);
    state = RetrainPolicy.serving(state, "v3", 3);
    assertThat(breach(1).reason())
        .as("v1, of which no window came yet")
        .isEqualTo(Reason.COLLECTING);
    assertThat(breachOf("v3", 1).reason()).isEqualTo(Reason.COLLECTING);
    assertThat(breachOf("v2", 2).reason()).isEqualTo(Reason.STALE_VERSION);
    assertThat(breach(2).reason()).isEqualTo(Reason.STALE_VERSION);
    state = RetrainPolicy.serving(state, "v4", 4);
    assertThat(breachOf("v3", 2).reason()).isEqualTo(Reason.COLLECTING);
    assertThat(breach(2).reason()).isEqualTo(Reason.STALE_VERSION);
  }

  @Test
  void theNewVersionCountsInTheWindowOfItsSwap() {
    state = RetrainPolicy.serving(state, "v1", 1);
    breach(1);
    state = RetrainPolicy.serving(state, "v2", 2);
    breach(2);
    assertThat(breachOf("v2", 2).reason()).isEqualTo(Reason.COLLECTING);
    assertThat(state.streaks.values()).containsExactly(1);
  }

  @Test
  void aStateOfAnOlderReleaseGoesOn() {
    state = RetrainPolicy.serving(state, "v1", 1);
    state.mayServe = null;
    assertThat(breach(1).reason()).isEqualTo(Reason.COLLECTING);
    state.mayServe = null;
    state = RetrainPolicy.serving(state, "v2", 2);
    assertThat(breach(2).reason()).as("v1 until v2 is seen").isEqualTo(Reason.COLLECTING);
  }

  @Test
  void versionsThatDoNotServeAreStale() {
    breach(1);
    state = RetrainPolicy.serving(state, "v2", 7);
    assertThat(state.championVersion).isEqualTo("v2");
    assertThat(state.streaks).isEmpty();
    Observation shadow =
        new Observation(
            "elec2", "v2", false, "labels", SignalKind.ACCURACY, "", hour(3), 500, true);
    assertThat(decide(shadow).reason()).isEqualTo(Reason.STALE_VERSION);
    Verdict serving = decide(observation("v2", "labels", SignalKind.ACCURACY, "", 2, 500, true));
    assertThat(serving.reason()).isEqualTo(Reason.COLLECTING);
    PolicyState before = state;
    assertThat(breach(3).reason()).isEqualTo(Reason.STALE_VERSION);
    assertThat(close(3).reason()).isEqualTo(Reason.STALE_VERSION);
    assertThat(state).isSameAs(before);
  }

  @Test
  void theHighestGenerationSaysWhoServes() {
    state = RetrainPolicy.serving(state, "v1", 3);
    breach(1);
    PolicyState before = state;
    assertThat(RetrainPolicy.serving(state, "v2", 2)).isSameAs(before);
    assertThat(RetrainPolicy.serving(state, "v1", 4).streaks)
        .as("another generation of the same champion")
        .isEqualTo(before.streaks);
    state = RetrainPolicy.serving(state, "v2", 4);
    state = RetrainPolicy.serving(state, "v1", 5);
    assertThat(state.championVersion).isEqualTo("v1");
    assertThat(state.streaks).isEmpty();
  }

  @Test
  void theEndOfAnotherRequestEndsNoFlight() {
    String first = requestAt(2);
    assertThat(RetrainPolicy.ended(state, "another", true).inFlight).isEqualTo(first);
    assertThat(state.inFlight).isEqualTo(first);
  }

  @Test
  void signalsThatComeTwiceCountOnce() {
    breach(1);
    assertThat(breach(1).reason()).isEqualTo(Reason.REPEATED);
    assertThat(close(1).reason()).isEqualTo(Reason.NOT_CONSECUTIVE);
    assertThat(breach(1).reason()).isEqualTo(Reason.REPEATED);
    assertThat(close(1).reason()).isEqualTo(Reason.REPEATED);
    assertThat(state.streaks).containsEntry("labels/accuracy/", 1);
    breach(2);
    assertThat(close(2).request()).isTrue();
    breach(2);
    assertThat(close(2).reason()).isEqualTo(Reason.REPEATED);
    assertThat(state.streaks).isEmpty();
  }

  @Test
  void theSameSignalsGiveTheSameRequests() {
    assertThat(replay(1)).isEqualTo(replay(1)).isEqualTo(replay(2)).hasSizeGreaterThan(2);
  }

  @Test
  void aRollBackIsInFlightAndStartsTheCooldownButTakesNoBudget() {
    state.labelsSinceRequest = 70;
    Verdict asked = RetrainPolicy.rollBack(state, "r1", "worse", hour(1), OPTIONS).orElseThrow();
    assertThat(asked.reason()).isEqualTo(Reason.ROLL_BACK);
    assertThat(asked.requestId()).isEqualTo("r1");
    assertThat(asked.detail()).isEqualTo("worse");
    assertThat(state.inFlight).as("the state given is left").isEmpty();
    state = asked.state();
    assertThat(state.inFlight).isEqualTo("r1");
    assertThat(state.requests).isEmpty();
    assertThat(state.labelsSinceRequest).isEqualTo(70);
    breach(2);
    close(2);
    breach(3);
    assertThat(close(3).reason()).isEqualTo(Reason.IN_FLIGHT);
    state = RetrainPolicy.ended(state, "r1", true);
    breach(4);
    assertThat(close(4).reason()).isEqualTo(Reason.COOLDOWN);
  }

  @Test
  void aRollBackWaitsForTheRequestInFlightUntilItTimesOut() {
    requestAt(2);
    assertThat(RetrainPolicy.rollBack(state, "r1", "worse", hour(3), OPTIONS)).isEmpty();
    assertThat(RetrainPolicy.rollBack(state, "r1", "worse", hour(22), OPTIONS)).isPresent();
  }

  @Test
  void theStateGivenIsNeverChanged() {
    breach(1);
    close(1);
    breach(2);
    PolicyState given = state;
    PolicyState copy = given.copy();
    assertThat(close(2).request()).isTrue();
    RetrainPolicy.ended(given, given.inFlight, true);
    RetrainPolicy.serving(given, "v2", 1);
    assertThat(given).usingRecursiveComparison().isEqualTo(copy);
  }

  /** Ids of the requests of sixty windows, each signal delivered so many times. */
  private List<String> replay(int deliveries) {
    state = new PolicyState();
    List<String> requests = new ArrayList<>();
    for (int window = 1; window <= 60; window++) {
      for (int i = 0; i < deliveries; i++) {
        boolean breached = window % 7 != 0;
        decide(observation("v1", "labels", SignalKind.ACCURACY, "", window, 500, breached));
      }
      for (int i = 0; i < deliveries; i++) {
        Verdict verdict = close(window);
        if (verdict.request()) {
          requests.add(verdict.requestId());
          state = RetrainPolicy.ended(state, verdict.requestId(), true);
        }
      }
    }
    return requests;
  }

  private String requestAt(int window) {
    breach(window - 1);
    close(window - 1);
    breach(window);
    Verdict verdict = close(window);
    assertThat(verdict.request()).isTrue();
    return verdict.requestId();
  }

  private Verdict breach(int window) {
    return decide(observation("v1", "labels", SignalKind.ACCURACY, "", window, 500, true));
  }

  private Verdict breachOf(String version, int window) {
    return decide(observation(version, "labels", SignalKind.ACCURACY, "", window, 500, true));
  }

  private Verdict quiet(int window) {
    return decide(observation("v1", "labels", SignalKind.ACCURACY, "", window, 500, false));
  }

  private Verdict close(int window) {
    return close("labels", window, 500);
  }

  private Verdict close(String source, int window, long rows) {
    return decide(
        observation("v1", source, SignalKind.WINDOW_EVALUATED, source, window, rows, false));
  }

  private Verdict decide(Observation signal) {
    Verdict verdict = RetrainPolicy.decide(state, signal, signal.windowEnd(), OPTIONS);
    state = verdict.state();
    return verdict;
  }

  private static Observation observation(
      String version,
      String source,
      SignalKind kind,
      String subject,
      int window,
      long rows,
      boolean breached) {
    return new Observation(
        "elec2", version, true, source, kind, subject, hour(window), rows, breached);
  }

  private static Instant hour(int hour) {
    return Instant.EPOCH.plus(Duration.ofHours(hour));
  }
}
