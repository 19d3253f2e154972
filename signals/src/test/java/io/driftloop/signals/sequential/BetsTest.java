package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BetsTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void wealthIsThatOfAnIndependentImplementation() {
    // numpy 2.4.6: log(mean(prod(1 + stake (x - bound)))) over the grid
    double[] values = {.1, .9, .3, 1, 0, .55, .8};
    BetProfile above = new BetProfile(Bets.above(.3));
    BetProfile outside = new BetProfile(Bets.outside(.2, .4));
    for (double value : values) {
      above.add(value);
      outside.add(value);
    }
    assertThat(above.logWealth()).isCloseTo(0.38838607476130205, within(1e-12));
    assertThat(outside.logWealth()).isCloseTo(-0.03172573528149836, within(1e-12));
  }

  @RepeatedTest(20)
  void noBetGainsOnAverageWithinTheBounds() {
    double lower = random.nextDouble() * .5;
    double upper = lower + random.nextDouble() * (1 - lower);
    Bets bets = Bets.outside(lower, upper);
    double mean = lower + random.nextDouble() * (upper - lower);
    for (int i = 0; i < bets.size(); i++) {
      double expected = mean * Math.exp(bets.logFactor(i, 1));
      expected += (1 - mean) * Math.exp(bets.logFactor(i, 0));
      assertThat(expected).as("seed %d", seed).isLessThanOrEqualTo(1 + 1e-12);
    }
  }

  @RepeatedTest(20)
  void errorsAreRowsAndProfilesMerge() {
    Bets bets = Bets.outside(random.nextDouble() * .1, .1 + random.nextDouble() * .5);
    BetProfile rows = new BetProfile(bets);
    BetProfile counted = new BetProfile(bets);
    BetProfile merged = new BetProfile(bets);
    BetProfile part = new BetProfile(bets);
    int errors = random.nextInt(50);
    for (int i = 0; i < 80; i++) {
      double value = i < errors ? 1 : 0;
      rows.add(value);
      (random.nextBoolean() ? merged : part).add(value);
    }
    counted.addErrors(80, errors);
    merged.merge(part);
    for (BetProfile profile : new BetProfile[] {counted, merged}) {
      assertThat(profile.rows()).isEqualTo(80);
      for (int i = 0; i < bets.size(); i++) {
        assertThat(profile.logWealth(i))
            .as("seed %d", seed)
            .isCloseTo(rows.logWealth(i), within(1e-9));
      }
    }
  }

  @Test
  void wealthIsFiniteHoweverMuchIsAdded() {
    for (Bets bets :
        new Bets[] {Bets.above(1e-12), Bets.above(1), Bets.outside(0, 1), Bets.outside(.5, .5)}) {
      BetProfile profile = new BetProfile(bets);
      assertThat(profile.logWealth()).isZero();
      profile.addErrors(Long.MAX_VALUE / 2, 0);
      assertThat(profile.logWealth()).isFinite();
      profile.addErrors(Long.MAX_VALUE / 2, Long.MAX_VALUE / 2);
      assertThat(profile.logWealth()).isFinite();
    }
  }

  @Test
  void nothingBeatsALimitOfOne() {
    BetProfile profile = new BetProfile(Bets.above(1));
    profile.addErrors(1_000, 1_000);
    assertThat(profile.logWealth()).isZero();
    profile.add(.99);
    assertThat(profile.logWealth()).isNegative();
  }

  @Test
  void whatIsNoLimitOrNoLossIsRefused() {
    for (double limit : new double[] {Double.NaN, -.1, 0, 1.1, 1e-13}) {
      assertThatThrownBy(() -> Bets.above(limit)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Bets.outside(.5, .4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bets.outside(1, 1)).isInstanceOf(IllegalArgumentException.class);
    BetProfile profile = new BetProfile(Bets.above(.1));
    for (double value : new double[] {Double.NaN, -1e-9, 1.1, 1e308}) {
      assertThatThrownBy(() -> profile.add(value)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> profile.addErrors(3, 4)).hasMessage("4 errors among 3 rows");
    assertThatThrownBy(() -> profile.addErrors(3, -1)).hasMessage("-1 errors among 3 rows");
    assertThatThrownBy(() -> profile.merge(new BetProfile(Bets.above(.2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bets outside [0.0, 0.2] do not merge with bets outside [0.0, 0.1]");
  }
}
