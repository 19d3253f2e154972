package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class FalseAlarmBudgetTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final FalseAlarmBudget ONE_IN_2_000_WINDOWS =
      FalseAlarmBudget.falseAlarmsPer(HOUR.multipliedBy(2_000));
  private static final int SCALES = 7;
  private static final int FEATURES = 20;
  private static final int WINDOWS = 100;
  private static final double[] BOUNDS = bounds();

  @Test
  void levelsFollowFromTimeAndTests() {
    FalseAlarmBudget month = FalseAlarmBudget.falseAlarmsPer(Duration.ofDays(30));
    assertThat(month.level(HOUR)).isCloseTo(1 / 720.0, within(1e-15));
    assertThat(month.among(20).level(HOUR)).isCloseTo(1 / 14_400.0, within(1e-15));
    assertThat(month.share(.25).among(0).level(HOUR)).isCloseTo(1 / 2_880.0, within(1e-15));
    assertThat(FalseAlarmBudget.alpha(.05).level(HOUR)).isCloseTo(.0005, within(1e-15));
    assertThat(FalseAlarmBudget.alpha(.05).level(Duration.ofDays(9))).isEqualTo(.0005);
    assertThat(FalseAlarmBudget.alpha(.05, 10).level(HOUR)).isCloseTo(.005, within(1e-15));
    assertThat(FalseAlarmBudget.falseAlarmsPer(Duration.ofNanos(1)).level(HOUR)).isEqualTo(.05);
    assertThat(FalseAlarmBudget.falseAlarmsPer(Duration.ofSeconds(Long.MAX_VALUE)).level(HOUR))
        .isPositive();
  }

  @Test
  void levelsOfAllScalesSumToTheBudget() {
    for (int scales = 1; scales <= DyadicScales.MAX_SCALES; scales++) {
      double expected = 0;
      for (int scale = 0; scale < scales; scale++) {
        double level = ONE_IN_2_000_WINDOWS.among(1_000_000).level(HOUR, scale, scales);
        expected += Math.scalb(level, -scale);
      }
      assertThat(expected).as("%d scales", scales).isCloseTo(1 / 2e9, within(1e-20));
    }
    assertThat(FalseAlarmBudget.alpha(.5, 1).level(HOUR, 19, 20)).isEqualTo(.05);
  }

  private static double[] bounds() {
    double[] bounds = new double[SCALES];
    for (int scale = 0; scale < SCALES; scale++) {
      double level = ONE_IN_2_000_WINDOWS.among(FEATURES).level(HOUR, scale, SCALES);
      bounds[scale] = NORMAL.inverseSurvivalProbability(level / 2);
    }
    return bounds;
  }

  @Test
  void uniformPValuesKeepTheBudget() {
    Random random = new Random(1);
    int runs = 2_000;
    double share = Simulation.share(runs, run -> alarms(0, 0, random) < WINDOWS);
    Simulation.assertAtMost(.05, share, runs);
    assertThat(share).isGreaterThan(.03); // 0.046
  }

  @Test
  void pValuesAgainstACommonReferenceKeepTheBudget() {
    Random random = new Random(2);
    int runs = 2_000;
    for (int reference : new int[] {500, 10_000}) {
      double share =
          Simulation.share(runs, run -> alarms(reference, 0, random) < WINDOWS); // 0.020, 0.039
      Simulation.assertAtMost(.05, share, runs);
    }
  }

  @Test
  void mergedWindowsFindWhatASingleOneCannot() {
    Random random = new Random(3);
    double small = 0;
    double large = 0;
    int runs = 200;
    for (int run = 0; run < runs; run++) {
      small += (alarms(50_000, .1, random) + 1.0) / runs;
      large += (alarms(50_000, .5, random) + 1.0) / runs;
    }
    assertThat(small).isLessThan(7); // 5.7
    assertThat(large).isLessThan(1.1);
  }

  /**
   * Runs 20 features over 100 windows of 500 rows.
   *
   * @param reference rows of the reference that all windows are compared with; 0 for a known truth
   * @param shift of the first feature's mean, in standard deviations
   * @return the first window with an alarm, 100 for none
   */
  private static int alarms(int reference, double shift, Random random) {
    int first = WINDOWS;
    for (int feature = 0; feature < FEATURES; feature++) {
      double mean = reference == 0 ? 0 : random.nextGaussian() / Math.sqrt(reference);
      double moved = feature == 0 ? shift : 0;
      first = Math.min(first, firstAlarm(reference, mean, moved, random));
    }
    return first;
  }

  private static int firstAlarm(int reference, double mean, double shift, Random random) {
    DyadicScales<MeanProfile> scales = new DyadicScales<>(SCALES, MeanProfile::new);
    for (int window = 0; window < WINDOWS; window++) {
      double sum = 500 * shift + random.nextGaussian() * Math.sqrt(500);
      for (Block<MeanProfile> block : scales.add(window, new MeanProfile(500, sum))) {
        double variance = 1.0 / block.profile().rows() + (reference == 0 ? 0 : 1.0 / reference);
        double z = (block.profile().mean() - mean) / Math.sqrt(variance);
        if (Math.abs(z) >= BOUNDS[block.scale()]) {
          return window;
        }
      }
    }
    return WINDOWS;
  }

  /** Why e-values of windows against one finite reference must not be multiplied up. */
  @Test
  void evidenceGatheredAgainstAFixedReferenceBreaksIt() {
    Random random = new Random(4);
    int runs = 1_000;
    double share =
        Simulation.share(
            runs,
            run -> {
              double reference = random.nextGaussian() / Math.sqrt(500);
              double logE = 0;
              for (int window = 0; window < WINDOWS; window++) {
                double mean = random.nextGaussian() / Math.sqrt(500);
                double z = (mean - reference) / Math.sqrt(2.0 / 500);
                logE += .5 * z - .125;
                if (logE > Math.log(20)) {
                  return true;
                }
              }
              return false;
            });
    assertThat(share).isGreaterThan(.25); // 0.339
  }

  @Test
  void whatIsNoBudgetIsRefused() {
    assertThatThrownBy(() -> FalseAlarmBudget.falseAlarmsPer(Duration.ZERO))
        .hasMessage("a duration of PT0S is not positive");
    assertThatThrownBy(() -> FalseAlarmBudget.alpha(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FalseAlarmBudget.alpha(.1, 0)).hasMessage("a horizon of 0 windows");
    FalseAlarmBudget budget = FalseAlarmBudget.alpha(.05);
    assertThatThrownBy(() -> budget.share(0)).hasMessage("a share of 0.0 is outside 0 to 1");
    assertThatThrownBy(() -> budget.share(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> budget.level(HOUR.negated())).hasMessageContaining("is not positive");
    assertThatThrownBy(() -> budget.level(HOUR, 3, 3)).hasMessage("scale 3 of 3");
    assertThatThrownBy(() -> new FalseAlarmBudget(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
