package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EDetectorTest {
  private static final double LIMIT = .1;

  @Test
  void isTheSumOfBetsStartedAtEveryUpdate() {
    // numpy 2.4.6, by definition: mean over the grid of the sum over starts of the product since
    double[] values = {.1, .9, .3, 1, 0, .55, .8};
    double[] above = {
      0.9444580078125,
      2.2406729261080423,
      3.240672926108043,
      5.197273149535047,
      5.369420751147774,
      6.86445707451643,
      9.273658098672593
    };
    double[] outside = {
      0.9739646911621094,
      1.99066713207867,
      2.942024837525185,
      4.062052697661158,
      4.7947023388056165,
      5.799927389487806,
      6.949754892848219
    };
    EDetector one = new EDetector(Bets.above(.3));
    EDetector two = new EDetector(Bets.outside(.2, .4));
    for (int i = 0; i < values.length; i++) {
      one.add(values[i]);
      two.add(values[i]);
      assertThat(one.value()).isCloseTo(above[i], within(1e-12));
      assertThat(two.value()).isCloseTo(outside[i], within(1e-12));
    }
    assertThat(one.updates()).isEqualTo(7);
  }

  @Test
  void theMeanTimeToAFalseAlarmIsAtLeastOneOverTheLevel() {
    Random random = new Random(1);
    double level = 1 / 500.0;
    double rows =
        IntStream.range(0, 300)
            .map(run -> rowsToAlarm(LIMIT, level, 50_000, random))
            .average()
            .orElseThrow();
    assertThat(rows).isGreaterThan(500); // 922
  }

  @Test
  void fewAlarmWithinAShortTime() {
    Random random = new Random(2);
    int runs = 3_000;
    double share =
        Simulation.share(runs, run -> rowsToAlarm(LIMIT, 1 / 2_000.0, 100, random) <= 100);
    Simulation.assertAtMost(100 / 2_000.0, share, runs); // 0.005
  }

  @Test
  void falseAlarmsOfWindowsAreCountedInWindows() {
    Random random = new Random(3);
    double level = 1 / 200.0;
    long windows = 60_000;
    EDetector detector = new EDetector(Bets.above(LIMIT));
    int alarms = 0;
    for (int i = 0; i < windows; i++) {
      detector.addErrors(100, errors(100, LIMIT, random));
      if (detector.alarms(level)) {
        alarms++;
        detector.reset();
      }
    }
    assertThat(alarms).isPositive().isLessThan((int) (windows * level)); // 100 of 300
  }

  @Test
  void findsAChangeSoonAfterALongHealthyTimeWhereAnEProcessIsSlow() {
    Random random = new Random(4);
    int[] detector = new int[101];
    int[] process = new int[101];
    for (int run = 0; run < detector.length; run++) {
      EDetector changed = new EDetector(Bets.above(LIMIT));
      RiskEProcess ever = new RiskEProcess(Bets.above(LIMIT));
      changed.addErrors(5_000, errors(5_000, LIMIT * .8, random));
      ever.addErrors(5_000, errors(5_000, LIMIT * .8, random));
      for (int row = 1; row <= 10_000; row++) {
        double loss = random.nextDouble() < .2 ? 1 : 0;
        if (detector[run] == 0) {
          changed.add(loss);
          detector[run] = changed.alarms(1e-4) ? row : 0;
        }
        if (process[run] == 0) {
          ever.add(loss);
          process[run] = ever.alarms(.05) ? row : 0;
        }
      }
    }
    Arrays.sort(detector);
    Arrays.sort(process);
    assertThat(detector[0]).isPositive();
    assertThat(detector[50]).isLessThan(200); // 145 rows, the process 1,782
    assertThat(process[50]).isGreaterThan(2 * detector[50]);
  }

  @Test
  void findsAConfidenceThatCollapsesAndOneThatRises() {
    for (double exponent : new double[] {1.5, .4}) {
      Random random = new Random(5);
      EDetector detector = new EDetector(Bets.outside(.49, .51));
      for (int i = 0; i < 100; i++) {
        detector.add(scores(200, 1, random));
        assertThat(detector.alarms(1e-4)).isFalse();
      }
      int windows = 0;
      while (!detector.alarms(1e-4)) {
        detector.add(scores(200, exponent, random));
        assertThat(++windows).isLessThan(4);
      }
    }
  }

  private static BetProfile scores(int rows, double exponent, Random random) {
    BetProfile profile = new BetProfile(Bets.outside(.49, .51));
    for (int i = 0; i < rows; i++) {
      profile.add(Math.pow(random.nextDouble(), exponent));
    }
    return profile;
  }

  private static int rowsToAlarm(double risk, double level, int most, Random random) {
    EDetector detector = new EDetector(Bets.above(LIMIT));
    for (int row = 1; row <= most; row++) {
      detector.add(random.nextDouble() < risk ? 1 : 0);
      if (detector.alarms(level)) {
        return row;
      }
    }
    return most + 1;
  }

  private static int errors(int rows, double risk, Random random) {
    return (int) IntStream.range(0, rows).filter(i -> random.nextDouble() < risk).count();
  }

  @Test
  void windowsWithoutRowsAreNoEvidence() {
    EDetector detector = new EDetector(Bets.above(LIMIT));
    assertThat(detector.value()).isZero();
    for (int i = 0; i < 10_000; i++) {
      detector.addErrors(0, 0);
    }
    assertThat(detector.value()).isZero();
    assertThat(detector.updates()).isZero();
    assertThat(detector.alarms(.5)).isFalse();
  }

  @Test
  void constantInputWithinTheIntervalNeverAlarms() {
    for (double value : new double[] {.05, .07, .1}) {
      EDetector detector = new EDetector(Bets.outside(.05, .1));
      for (int i = 0; i < 10_000; i++) {
        detector.add(value);
      }
      assertThat(detector.value()).isGreaterThan(1_000);
      assertThat(detector.evidence()).isLessThanOrEqualTo(1);
      assertThat(detector.alarms(1e-3)).isFalse();
    }
  }

  @Test
  void valuesStayFinite() {
    EDetector detector = new EDetector(Bets.above(1e-9));
    detector.addErrors(1L << 60, 1L << 60);
    detector.addErrors(10, 10);
    assertThat(detector.value()).isEqualTo(Double.MAX_VALUE);
    detector.reset();
    detector.addErrors(1L << 60, 0);
    assertThat(detector.value()).isFinite();
    assertThat(detector.updates()).isEqualTo(1);
    assertThatThrownBy(() -> detector.alarms(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> detector.add(new BetProfile(Bets.above(.5))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
