package io.driftloop.signals.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import io.driftloop.signals.policy.Verdict.Reason;
import io.driftloop.signals.profile.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Windows of a week with 336 labelled rows, against a reference of 806 rows. */
class CostAwareRuleTest {
  private static final int ROWS = 336;
  private static final int REFERENCE = 806;
  private static final PolicyOptions OPTIONS =
      options(ForecastOptions.defaults(), RequestLimits.none());

  private PolicyState state = new PolicyState();

  @Test
  void healthyStreamsAskForNoRetraining() {
    int asked = 0;
    int streams = 400;
    for (long seed = 0; seed < streams; seed++) {
      asked += requests(new Random(seed), 100, window -> 0) > 0 ? 1 : 0;
    }
    // At 5 % the count exceeds 33 of 400 in two of a thousand runs.
    assertThat(asked).as("streams of %d that asked", streams).isLessThanOrEqualTo(33);
  }

  @Test
  void aRiseOfTheErrorRateIsWorthARequest() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(requests(new Random(seed), 30, window -> window < 20 ? 0 : 0.2))
          .as("seed %d", seed)
          .isPositive();
    }
  }

  @Test
  void aSlowRiseIsWorthARequestInTheEnd() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(requests(new Random(seed), 60, window -> 0.003 * window))
          .as("seed %d", seed)
          .isPositive();
    }
  }

  @Test
  void aRiseThatCostsLessThanARetrainingIsKept() {
    state = new PolicyState();
    PolicyOptions dear =
        options(new ForecastOptions(2000, 0, Duration.ofDays(84), 3, 3, 0.2), RequestLimits.none());
    window(1, 0.2, dear);
    Verdict verdict = window(2, 0.5, dear);
    assertThat(verdict.reason()).isEqualTo(Reason.NOT_WORTH_IT);
    assertThat(verdict.detail())
        .matches(
            "keeping the champion is forecast to cost \\d+ errors of 4032 rows, replacing it 2000");
    assertThat(verdict.request()).isFalse();
  }

  @Test
  void theForecastIsTheShrunkExcessTimesTheRowsOfTheHorizon() {
    window(1, 0.2, OPTIONS);
    window(2, 0.5, OPTIONS);
    Forecast forecast =
        Forecast.of(state.risk, null, Duration.ofDays(84), ForecastOptions.defaults());
    double decay = Math.pow(0.5, 1.0 / 3);
    double excess = (0.2 * decay + 0.5) / (decay + 1) - 0.2;
    double error = state.risk.errors.standardError();
    assertThat(forecast.excess()).isCloseTo(excess, within(1e-12));
    assertThat(forecast.rows()).isCloseTo(12 * ROWS, within(1e-9));
    assertThat(forecast.recoverable()).isEqualTo(1);
    assertThat(forecast.loss())
        .isCloseTo((excess - error * error / excess) * 12 * ROWS, within(1e-9));
    assertThat(forecast.cost()).isCloseTo(0.01 * 12 * ROWS, within(1e-9));
  }

  @Test
  void whatARetrainingCanWinBackGrowsWithTheRowsThatAreNewToIt() {
    window(1, 0.2, OPTIONS);
    window(2, 0.5, OPTIONS);
    double full = loss(Duration.ofDays(84));
    assertThat(loss(Duration.ofDays(21))).isCloseTo(full / 4, within(1e-9));
    assertThat(loss(Duration.ofDays(840))).isEqualTo(full);
    assertThat(loss(Duration.ZERO)).isZero();
    assertThat(
            Forecast.of(state.risk, Duration.ZERO, Duration.ZERO, ForecastOptions.defaults())
                .recoverable())
        .isEqualTo(1);
  }

  @Test
  void fruitlessRequestsMakeTheNextOneLessWorth() {
    window(1, 0.2, OPTIONS);
    Verdict verdict = window(2, 0.5, OPTIONS);
    assertThat(verdict.reason()).isEqualTo(Reason.DRIFT);
    double before = loss(Duration.ofDays(84));
    state = RetrainPolicy.ended(state, verdict.requestId(), false);
    assertThat(state.risk.fruitless).isEqualTo(1);
    assertThat(loss(Duration.ofDays(84))).isCloseTo(before / 2, within(1e-9));
  }

  @Test
  void aWorseChampionDoesNotMakeTheBaselineForgotten() {
    window(1, 0.2, OPTIONS);
    Verdict verdict = window(2, 0.5, OPTIONS);
    state = RetrainPolicy.ended(state, verdict.requestId(), true);
    state = RetrainPolicy.serving(state, "v2", 2);
    decide("v2", SignalKind.ACCURACY, 3, new Measured(0.6, 0.6, 0.03, REFERENCE), OPTIONS);
    assertThat(state.risk.baseline).isCloseTo(0.2 + 0.2 * 0.2, within(1e-12));
    assertThat(state.risk.errors.mean()).isCloseTo(0.4, within(1e-12));
    assertThat(state.risk.fruitless).isZero();
    state = RetrainPolicy.serving(state, "v3", 3);
    decide("v3", SignalKind.ACCURACY, 4, new Measured(0.9, 0.9, 0.03, REFERENCE), OPTIONS);
    assertThat(state.risk.baseline).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void theLogLossMayShowTheRiseThatTheErrorRateIsWorthActingOn() {
    window(1, 0.2, OPTIONS);
    assertThat(window(2, 0.245, OPTIONS).reason()).isEqualTo(Reason.NO_BREACH);
    decide("v1", SignalKind.ACCURACY, 3, accuracy(0.245), OPTIONS);
    decide("v1", SignalKind.LOG_LOSS, 3, new Measured(0.9, 0.5, 0.03, REFERENCE), OPTIONS);
    assertThat(decide("v1", SignalKind.WINDOW_EVALUATED, 3, Measured.nothing(), OPTIONS).reason())
        .isEqualTo(Reason.DRIFT);
  }

  @Test
  void windowsWithoutLabelsOrReferenceOrAPredecessorHold() {
    assertThat(decide("v1", SignalKind.WINDOW_EVALUATED, 1, Measured.nothing(), OPTIONS).reason())
        .isEqualTo(Reason.NO_BREACH);
    assertThat(window(2, 0.9, OPTIONS).reason()).as("no rate yet").isEqualTo(Reason.NO_BREACH);
    state = new PolicyState();
    for (int window = 1; window < 5; window++) {
      decide("v1", SignalKind.ACCURACY, window, new Measured(0.1, Double.NaN, 0.1, 0), OPTIONS);
      assertThat(
              decide("v1", SignalKind.WINDOW_EVALUATED, window, Measured.nothing(), OPTIONS)
                  .reason())
          .isEqualTo(Reason.NO_BREACH);
    }
  }

  @Test
  void aScheduleAsksWithoutABreach() {
    PolicyOptions everyMonth =
        options(
            ForecastOptions.defaults(),
            new RequestLimits(0, Duration.ZERO, Duration.ofDays(28), 0, Duration.ZERO));
    assertThat(requestsOf(everyMonth)).containsExactly(5, 9);
    PolicyOptions everyThousand =
        options(
            ForecastOptions.defaults(),
            new RequestLimits(0, Duration.ZERO, Duration.ZERO, 1000, Duration.ZERO));
    assertThat(requestsOf(everyThousand)).containsExactly(3, 6, 9);
  }

  @Test
  void theBudgetIsKept() {
    PolicyOptions two =
        options(
            ForecastOptions.defaults(),
            new RequestLimits(2, Duration.ofDays(70), Duration.ofDays(14), 0, Duration.ZERO));
    assertThat(requestsOf(two)).containsExactly(3, 5);
    assertThat(state.requests).hasSize(2);
    window(13, 0.2, two);
    assertThat(state.lastRequestAt).isEqualTo(week(13).toEpochMilli());
    assertThat(state.requests).hasSize(2);
  }

  @Test
  void stateFromAnOlderReleaseIsTaken() {
    state.requests = null;
    state.actions = null;
    state.risk = null;
    assertThat(window(1, 0.2, OPTIONS).reason()).isEqualTo(Reason.NO_BREACH);
    assertThat(RetrainPolicy.ended(state, "x", true).risk).isNotNull();
  }

  @Test
  void extremeFiguresNeverBreakTheForecast() {
    double[] values = {0, 1, 0.5, 1e308, -1e308, Double.NaN, Double.POSITIVE_INFINITY};
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      state = new PolicyState();
      for (int window = 1; window < 6; window++) {
        Measured measured =
            new Measured(
                values[random.nextInt(values.length)],
                values[random.nextInt(values.length)],
                Math.abs(values[random.nextInt(values.length)]),
                random.nextInt(3));
        decide("v1", SignalKind.ACCURACY, window, measured, OPTIONS);
        decide("v1", SignalKind.LOG_LOSS, window, measured, OPTIONS);
        decide("v1", SignalKind.WINDOW_EVALUATED, window, Measured.nothing(), OPTIONS);
        Forecast forecast =
            Forecast.of(state.risk, null, Duration.ofDays(84), ForecastOptions.defaults());
        assertThat(List.of(forecast.excess(), forecast.standardErrors(), forecast.loss()))
            .as("seed %d", seed)
            .allSatisfy(value -> assertThat(value).isFinite());
      }
    }
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    Duration day = Duration.ofDays(1);
    assertThatThrownBy(() -> new ForecastOptions(-1, 0, day, 2, 3, 0.2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ForecastOptions(1, 0, day, 2, 0, 0.2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ForecastOptions(1, 0, day, 2, 3, 1.2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RequestLimits(-1, day, day, 0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private interface Turned {
    double in(int window);
  }

  /**
   * How often a stream asks. Its scores are calibrated, 0.5 to 1 for the class they name; in each
   * window on a share of the right answers is turned into wrong ones.
   */
  private int requests(Random random, int windows, Turned turned) {
    state = new PolicyState();
    int requests = 0;
    Sample reference = new Sample(random, REFERENCE, 0);
    for (int window = 1; window <= windows; window++) {
      Sample rows = new Sample(random, ROWS, turned.in(window));
      decide("v1", SignalKind.ACCURACY, window, rows.accuracy(reference), OPTIONS);
      decide("v1", SignalKind.LOG_LOSS, window, rows.logLoss(reference), OPTIONS);
      if (decide("v1", SignalKind.WINDOW_EVALUATED, window, Measured.nothing(), OPTIONS)
          .request()) {
        requests++;
      }
    }
    return requests;
  }

  /** Rows with labels, of which a share of the right answers is turned into wrong ones. */
  private static final class Sample {
    private final int rows;
    private Moments correct = new Moments();
    private Moments logLoss = new Moments();

    Sample(Random random, int rows, double turned) {
      this.rows = rows;
      for (int i = 0; i < rows; i++) {
        double score = 0.5 + 0.5 * Math.sqrt(random.nextDouble());
        boolean right = random.nextDouble() < score && random.nextDouble() >= turned;
        correct.add(right ? 1 : 0);
        logLoss.add(-Math.log(right ? score : Math.max(1 - score, 1e-6)));
      }
    }

    Measured accuracy(Sample reference) {
      return measured(correct, reference.correct, reference.rows);
    }

    Measured logLoss(Sample reference) {
      return measured(logLoss, reference.logLoss, reference.rows);
    }

    private static Measured measured(Moments window, Moments reference, int referenceRows) {
      double error = Math.sqrt(window.squaredError() + reference.squaredError());
      return new Measured(window.mean(), reference.mean(), error, referenceRows);
    }
  }

  /** The windows of ten healthy ones that ask. */
  private List<Integer> requestsOf(PolicyOptions options) {
    state = new PolicyState();
    List<Integer> asked = new ArrayList<>();
    for (int window = 1; window <= 10; window++) {
      Verdict verdict = window(window, 0.2, options);
      if (verdict.request()) {
        assertThat(verdict.reason()).isEqualTo(Reason.SCHEDULED);
        asked.add(window);
        state = RetrainPolicy.ended(state, verdict.requestId(), false);
      }
    }
    return asked;
  }

  private double loss(Duration sinceRequest) {
    return Forecast.of(state.risk, sinceRequest, Duration.ofDays(84), ForecastOptions.defaults())
        .loss();
  }

  private Verdict window(int window, double errorRate, PolicyOptions options) {
    decide("v1", SignalKind.ACCURACY, window, accuracy(errorRate), options);
    return decide("v1", SignalKind.WINDOW_EVALUATED, window, Measured.nothing(), options);
  }

  private static Measured accuracy(double errorRate) {
    double standardError = Math.sqrt(0.16 * (1.0 / ROWS + 1.0 / REFERENCE));
    return new Measured(1 - errorRate, 0.8, standardError, REFERENCE);
  }

  private Verdict decide(
      String version, SignalKind kind, int window, Measured measured, PolicyOptions options) {
    Observation signal =
        new Observation(
            "elec2", version, true, "labels", kind, "", week(window), ROWS, false, measured);
    Verdict verdict = RetrainPolicy.decide(state, signal, signal.windowEnd(), options);
    state = verdict.state();
    return verdict;
  }

  private static Instant week(int week) {
    return Instant.EPOCH.plus(Duration.ofDays(7L * week));
  }

  private static PolicyOptions options(ForecastOptions forecast, RequestLimits limits) {
    return new PolicyOptions(
        Set.of(SignalKind.ACCURACY),
        100,
        1,
        Duration.ofDays(14),
        Duration.ofDays(7),
        Duration.ofDays(84),
        Rule.COST_AWARE,
        forecast,
        limits);
  }
}
