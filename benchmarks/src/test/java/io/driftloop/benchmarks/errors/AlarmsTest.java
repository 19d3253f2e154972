package io.driftloop.benchmarks.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.benchmarks.errors.ErrorStream.Drift;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static ErrorStream stream(boolean documented, Drift... drifts) {
    return new ErrorStream("group", new boolean[20_000], List.of(drifts), documented);
  }

  @Test
  void anAlarmWithinPatienceFindsADriftAndAnyOtherIsFalse() {
    ErrorStream stream = stream(true, new Drift(5000, 5000), new Drift(10_000, 11_000));

    Alarms alarms = Alarms.of(stream, new int[] {100, 5300, 5400, 7000, 12_999, 13_000});

    assertThat(alarms.falseAlarms()).as("before, at the end of patience, after").isEqualTo(3);
    assertThat(alarms.healthyRows()).isEqualTo(20_000 - 2000 - 3000);
    assertThat(alarms.missed()).isZero();
    assertThat(alarms.timeToDetection()).isEqualTo((300 + 2999) / 2.0);
    assertThat(alarms.timeBetweenFalseAlarms()).isEqualTo(5000);
    assertThat(alarms.timeRatio()).isEqualTo(5000 / 1649.5);
  }

  @Test
  void patienceEndsWhereTheNextDriftStarts() {
    ErrorStream stream = stream(true, new Drift(5000, 5000), new Drift(5500, 5500));
    Alarms alarms = Alarms.of(stream, new int[] {5600});
    assertThat(alarms.found()).isEqualTo(1);
    assertThat(alarms.missed()).isEqualTo(0.5);
    assertThat(alarms.timeToDetection()).isEqualTo(100);
  }

  @Test
  void withoutAlarmsTheRatioIsZeroAndTheTimeBetweenInfinite() {
    Alarms alarms = Alarms.of(stream(true, new Drift(5000, 5000)), new int[0]);
    assertThat(alarms.timeRatio()).isZero();
    assertThat(alarms.timeBetweenFalseAlarms()).isInfinite();
    assertThat(alarms.timeToDetection()).isNaN();
  }

  @Test
  void whereNobodyKnowsTheDriftsNoAlarmIsCalledFalse() {
    Alarms alarms = Alarms.of(stream(false), new int[] {1, 2, 3});
    assertThat(alarms.judged()).isFalse();
    assertThat(alarms.alarms()).isEqualTo(3);
    assertThat(alarms.falseAlarms()).isZero();
    assertThat(alarms.timeBetweenFalseAlarms()).isNaN();
    assertThat(alarms.missed()).isNaN();
  }

  @Test
  void theAlwaysAlarmDetectorHasARatioOfAtMostOne() {
    int[] always = IntStream.range(0, 20_000).toArray();
    Alarms alarms = Alarms.of(stream(true, new Drift(5000, 5000)), always);
    assertThat(alarms.timeRatio()).isEqualTo(1);
    assertThat(Alarms.NONE.plus(alarms)).isEqualTo(alarms);
  }

  @Test
  void naiveBayesLearnsAndSyntheticRatesAreRight() {
    NaiveBayes classifier = new NaiveBayes(2, 2);
    assertThat(classifier.predict(new float[] {0, 0})).isZero();
    for (int i = 0; i < 100; i++) {
      classifier.learn(new float[] {i % 7, 1}, 0);
      classifier.learn(new float[] {20 + i % 7, 1}, 1);
    }
    assertThat(classifier.predict(new float[] {3, 1})).isZero();
    assertThat(classifier.predict(new float[] {23, Float.NaN})).isOne();
    ErrorStream abrupt = SyntheticErrors.streams(1).get(2);
    assertThat(rate(abrupt, 0, 5000)).isBetween(0.08, 0.12);
    assertThat(rate(abrupt, 5000, 10_000)).isBetween(0.37, 0.43);
  }

  private static double rate(ErrorStream stream, int from, int to) {
    int errors = 0;
    for (int row = from; row < to; row++) {
      errors += stream.errors()[row] ? 1 : 0;
    }
    return errors / (double) (to - from);
  }
}
