package io.driftloop.signals.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import io.driftloop.signals.policy.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Windows of a week; a trial is due after four of them, and nothing ever does harm. */
class TrialsTest {
  private static final PolicyOptions OPTIONS = options(Duration.ofDays(28));

  private PolicyState state = new PolicyState();

  private static PolicyOptions options(Duration trial) {
    return new PolicyOptions(
        Set.of(SignalKind.ACCURACY),
        100,
        1,
        Duration.ofDays(14),
        Duration.ofDays(7),
        Duration.ofDays(84),
        Rule.COST_AWARE,
        ForecastOptions.defaults(),
        new RequestLimits(0, Duration.ZERO, Duration.ZERO, 0, trial));
  }

  private Verdict decide(
      String source, SignalKind kind, int week, boolean breached, Measured measured) {
    Instant end = Instant.EPOCH.plus(Duration.ofDays(7L * week));
    Observation signal =
        new Observation("m", "v1", true, source, kind, "", end, 500, breached, measured);
    Verdict verdict = RetrainPolicy.decide(state, signal, end, OPTIONS);
    state = verdict.state();
    return verdict;
  }

  private Optional<Verdict> mend(String id, Instant now) {
    return RetrainPolicy.mend(state, Reason.RECALIBRATE, id, "shares", now, OPTIONS);
  }

  private Verdict window(int week, SignalKind breached) {
    decide("data", breached, week, true, Measured.nothing());
    decide("data", SignalKind.WINDOW_EVALUATED, week, false, Measured.nothing());
    decide("labels", SignalKind.ACCURACY, week, false, new Measured(0.8, 0.8, 0.02, 1000));
    return decide("labels", SignalKind.WINDOW_EVALUATED, week, false, Measured.nothing());
  }

  /** The weeks that ask for a trial. */
  private List<Integer> trials(int weeks, SignalKind breached, boolean published) {
    List<Integer> asked = new ArrayList<>();
    for (int week = 1; week <= weeks; week++) {
      Verdict verdict = window(week, breached);
      if (verdict.request()) {
        assertThat(verdict.reason()).isEqualTo(Reason.TRIAL);
        asked.add(week);
        state = RetrainPolicy.ended(state, verdict.requestId(), published);
      }
    }
    return asked;
  }

  @Test
  void driftWithoutHarmIsTriedAndFruitlessTrialsGrowRarer() {
    assertThat(trials(100, SignalKind.DRIFT, false)).containsExactly(5, 13, 29, 61, 93);
  }

  @Test
  void fruitfulTrialsGoOn() {
    assertThat(trials(20, SignalKind.PREDICTION_DRIFT, true)).containsExactly(5, 9, 13, 17);
  }

  /** Twice a retraining was fruitless; then the model collapses, which those say nothing of. */
  @Test
  void patienceEndsWhereTheModelBecomesWorse() {
    assertThat(trials(13, SignalKind.DRIFT, false)).containsExactly(5, 13);
    decide("labels", SignalKind.ACCURACY, 14, true, new Measured(0.3, 0.8, 0.02, 1000));
    assertThat(
            decide("labels", SignalKind.WINDOW_EVALUATED, 14, false, Measured.nothing()).request())
        .isFalse();
    decide("labels", SignalKind.ACCURACY, 15, true, new Measured(0.3, 0.8, 0.02, 1000));
    Verdict verdict = decide("labels", SignalKind.WINDOW_EVALUATED, 15, false, Measured.nothing());
    assertThat(verdict.reason()).isEqualTo(Reason.DRIFT);
    assertThat(verdict.request()).as("two weeks after the last, not eight").isTrue();
  }

  @Test
  void oneDriftedWindowMayBeAFalseAlarm() {
    window(1, SignalKind.DRIFT);
    for (int week = 2; week <= 50; week++) {
      decide("labels", SignalKind.ACCURACY, week, false, new Measured(0.8, 0.8, 0.02, 1000));
      assertThat(
              decide("labels", SignalKind.WINDOW_EVALUATED, week, false, Measured.nothing())
                  .request())
          .isFalse();
    }
  }

  @Test
  void withoutLabelsNobodyCouldJudgeATrial() {
    for (int week = 1; week <= 50; week++) {
      decide("data", SignalKind.DRIFT, week, true, Measured.nothing());
      assertThat(
              decide("data", SignalKind.WINDOW_EVALUATED, week, false, Measured.nothing())
                  .request())
          .isFalse();
    }
  }

  @Test
  void aRecalibrationWaitsForNothingButAnAnswer() {
    Instant now = Instant.EPOCH.plus(Duration.ofDays(70));
    Verdict first = mend("m/v1/RECALIBRATE", now).orElseThrow();
    assertThat(first.reason()).isEqualTo(Reason.RECALIBRATE);
    state = first.state();
    assertThat(mend("other", now)).isEmpty();
    assertThat(state.lastRequestAt).isEqualTo(PolicyState.NEVER);
    state = RetrainPolicy.ended(state, "m/v1/RECALIBRATE", false);
    assertThat(state.risk.fruitless).as("says nothing of trainings").isZero();
    assertThat(mend("other", now)).isPresent();
  }

  @Test
  void anUnansweredRecalibrationBlocksForItsTimeOnly() {
    Instant now = Instant.EPOCH.plus(Duration.ofDays(70));
    state = mend("lost", now).orElseThrow().state();
    Instant later = now.plus(Duration.ofDays(7));
    assertThat(mend("next", later.minusMillis(1))).isEmpty();
    assertThat(mend("next", later)).isPresent();
  }
}
