package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RiskEProcessTest {
  private static final double LIMIT = .1;
  private static final double ALPHA = .05;
  private static final int ROWS = 10_000;

  @Test
  void atTheLimitFewRunsEverAlarm() {
    Random random = new Random(1);
    int runs = 300;
    double share =
        Simulation.share(runs, run -> firstAlarm(i -> LIMIT, ROWS, random) <= ROWS); // 0.023
    Simulation.assertAtMost(ALPHA, share, runs);
  }

  @Test
  void aRiskThatWandersBelowTheLimitAlarmsLess() {
    Random random = new Random(2);
    int runs = 200;
    IntToDoubleFunction risk = i -> LIMIT * (1 - .5 * Math.abs(Math.sin(i / 700.0)));
    double share = Simulation.share(runs, run -> firstAlarm(risk, ROWS, random) <= ROWS);
    Simulation.assertAtMost(ALPHA, share, runs);
  }

  @Test
  void lossesThatDependOnThePastKeepThePromise() {
    Random random = new Random(3);
    int runs = 300;
    double share =
        Simulation.share(
            runs,
            run -> {
              RiskEProcess process = new RiskEProcess(Bets.above(LIMIT));
              double scale = 1;
              for (int i = 0; i < 3_000; i++) {
                double loss = random.nextDouble() < LIMIT / scale ? scale : 0;
                process.add(loss);
                scale = loss > 0 ? .2 + .8 * random.nextDouble() : scale;
              }
              return process.alarms(ALPHA);
            });
    Simulation.assertAtMost(ALPHA, share, runs);
  }

  /** The contrast: what a test made for one look does when it is made every hundred labels. */
  @Test
  void aRepeatedTestAlarmsInAThirdOfHealthyRuns() {
    Random random = new Random(1);
    int runs = 1_000;
    double share =
        Simulation.share(
            runs,
            run -> {
              boolean alarmed = false;
              int errors = 0;
              for (int rows = 1; rows <= ROWS; rows++) {
                errors += random.nextDouble() < LIMIT ? 1 : 0;
                double z = (errors - rows * LIMIT) / Math.sqrt(rows * LIMIT * (1 - LIMIT));
                alarmed |= rows % 100 == 0 && Math.abs(z) > 1.96;
              }
              return alarmed;
            });
    assertThat(share).isBetween(.32, .4); // 0.362
  }

  @Test
  void alarmsSoonAfterTheLimitIsExceeded() {
    Random random = new Random(4);
    double[] risks = {.12, .15, .2, .4};
    // medians 1,826, 307, 92 and 14, where a z-test of one look needs 2,642, 467, 132 and 19 rows
    // for 95 % power, and has to know when to look
    int[] bounds = {2_300, 380, 115, 18};
    for (int i = 0; i < risks.length; i++) {
      double risk = risks[i];
      int[] delays = new int[201];
      Arrays.setAll(delays, run -> firstAlarm(row -> risk, 50_000, random));
      Arrays.sort(delays);
      assertThat(delays[100]).as("rows to alarm at %s", risk).isLessThan(bounds[i]);
    }
  }

  private static int firstAlarm(IntToDoubleFunction risk, int rows, Random random) {
    RiskEProcess process = new RiskEProcess(Bets.above(LIMIT));
    for (int i = 1; i <= rows; i++) {
      process.add(random.nextDouble() < risk.applyAsDouble(i) ? 1 : 0);
      if (process.alarms(ALPHA)) {
        return i;
      }
    }
    return rows + 1;
  }

  @Test
  void thePValueIsThatOfTheBestMoment() {
    RiskEProcess process = new RiskEProcess(Bets.above(LIMIT));
    assertThat(process.eValue()).isEqualTo(1);
    assertThat(process.pValue()).isEqualTo(1);
    assertThat(process.alarms(.99)).isFalse();
    process.addErrors(20, 10);
    double highest = process.eValue();
    assertThat(highest).isGreaterThan(20);
    process.addErrors(1_000, 0);
    assertThat(process.eValue()).isLessThan(1);
    assertThat(process.pValue()).isCloseTo(1 / highest, within(1e-12));
    assertThat(process.alarms(.05)).isTrue();
    assertThat(process.rows()).isEqualTo(1_020);
  }

  @Test
  void valuesStayFinite() {
    RiskEProcess process = new RiskEProcess(Bets.above(1e-9));
    process.addErrors(1L << 40, 1L << 40);
    assertThat(process.eValue()).isEqualTo(Double.MAX_VALUE);
    assertThat(process.pValue()).isZero();
    assertThat(process.logE()).isFinite();
    process.addErrors(0, 0);
    process.add(new BetProfile(Bets.above(1e-9)));
    assertThat(process.rows()).isEqualTo(1L << 40);
    assertThatThrownBy(() -> process.alarms(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> process.alarms(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
