package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Moments;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void theBoundIsClopperAndPearsons() {
    // scipy 1.17.1: beta.ppf(confidence, errors + 1, count - errors)
    assertBound(0, 100, .95, 0.029513049607039925);
    assertBound(5, 100, .95, 0.1022533776432745);
    assertBound(50, 1_000, .99, 0.06840489369563105);
    assertBound(999, 1_000, .9, 0.9998946450345664);
    assertBound(1_234, 100_000, .999, 0.013456953241014695);
  }

  private static void assertBound(long errors, long count, double confidence, double bound) {
    RiskLimit limit = RiskLimit.from(errors, count, .02, confidence);
    assertThat(limit.bound()).isCloseTo(bound, within(1e-9));
    assertThat(limit.limit()).isCloseTo(Math.min(1, bound + .02), within(1e-9));
    assertThat(limit.observed()).isEqualTo((double) errors / count);
    assertThat(limit.bets()).isEqualTo(Bets.above(limit.limit()));
  }

  @Test
  void withoutRowsNothingIsTooMuch() {
    assertThat(RiskLimit.from(0, 0, 0, .99)).isEqualTo(new RiskLimit(1, 1, 1));
    assertThat(RiskLimit.from(7, 7, .1, .99)).isEqualTo(new RiskLimit(1, 1, 1));
    assertThat(RiskLimit.from(0, 1_000_000_000, 0, .5).limit()).isPositive();
    assertThat(ReferenceRange.ofMean(new Moments(), 0, .99)).isEqualTo(new ReferenceRange(0, 1));
    assertThat(new ReferenceRange(0, 1).bets().size()).isPositive();
  }

  @Test
  void boundsHoldTheMeanAsOftenAsTheySay() {
    Random random = new Random(1);
    int runs = 2_000;
    double misses =
        Simulation.share(
            runs,
            run -> {
              Moments moments = new Moments();
              for (int i = 0; i < 300; i++) {
                moments.add(Math.pow(random.nextDouble(), 3));
              }
              ReferenceRange range = ReferenceRange.ofMean(moments, 0, .9);
              assertThat(range.upper() - range.lower()).isLessThan(.2);
              return range.lower() > .25 || range.upper() < .25;
            });
    Simulation.assertAtMost(.1, misses, runs);
    double below =
        Simulation.share(
            runs,
            run -> {
              long errors = 0;
              for (int i = 0; i < 200; i++) {
                errors += random.nextDouble() < .1 ? 1 : 0;
              }
              return RiskLimit.from(errors, 200, 0, .9).limit() < .1;
            });
    Simulation.assertAtMost(.1, below, runs);
  }

  /** Why a reference's plain rate will not do. */
  @Test
  void againstThePlainRateOfAReferenceHealthyStreamsAlarm() {
    Random random = new Random(2);
    int runs = 100;
    int[] alarms = new int[2];
    for (int run = 0; run < runs; run++) {
      long errors = binomial(1_000, .1, random);
      double[] limits = {errors / 1_000.0, RiskLimit.from(errors, 1_000, 0, .99).limit()};
      for (int i = 0; i < 2; i++) {
        RiskEProcess process = new RiskEProcess(Bets.above(limits[i]));
        for (int window = 0; window < 200; window++) {
          process.addErrors(500, binomial(500, .1, random));
        }
        alarms[i] += process.alarms(.05) ? 1 : 0;
      }
    }
    assertThat(alarms[0]).isGreaterThan(runs / 4); // two in five, and one in two hundred
    Simulation.assertAtMost(.05 + .01, (double) alarms[1] / runs, runs);
  }

  private static long binomial(int rows, double risk, Random random) {
    long errors = 0;
    for (int i = 0; i < rows; i++) {
      errors += random.nextDouble() < risk ? 1 : 0;
    }
    return errors;
  }

  @Test
  void theRangeIsMaurerAndPontils() {
    Moments moments = new Moments();
    for (int i = 0; i < 1_000; i++) {
      moments.add(i % 2 == 0 ? .4 : .6);
    }
    double log = Math.log(40);
    double error = Math.sqrt(2 * moments.variance() * log / 1_000) + 7 * log / (3 * 999.0) + .01;
    ReferenceRange range = ReferenceRange.ofMean(moments, .01, .9);
    assertThat(range.lower()).isCloseTo(.5 - error, within(1e-12));
    assertThat(range.upper()).isCloseTo(.5 + error, within(1e-12));
  }

  @Test
  void aMeanThatRoundingCarriedBeyondOneIsOne() {
    Moments moments = new Moments();
    moments.add(1 + 1e-12);
    moments.add(1 + 1e-12);
    ReferenceRange range = ReferenceRange.ofMean(moments, 0, .9);
    assertThat(range.lower()).isBetween(0.0, 1.0);
    assertThat(range.upper()).isEqualTo(1);
  }

  @Test
  void whatIsNoReferenceIsRefused() {
    assertThatThrownBy(() -> RiskLimit.from(2, 1, 0, .9)).hasMessage("2 errors among 1 rows");
    assertThatThrownBy(() -> RiskLimit.from(1, 2, -1, .9))
        .hasMessage("a tolerance of -1.0 is below 0");
    assertThatThrownBy(() -> RiskLimit.from(1, 2, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReferenceRange.ofMean(new Moments(), Double.NaN, .9))
        .isInstanceOf(IllegalArgumentException.class);
    Moments large = new Moments();
    large.add(1e308);
    assertThatThrownBy(() -> ReferenceRange.ofMean(large, 0, .9))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
