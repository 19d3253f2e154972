package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CalibratorTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** scikit-learn 1.9.1, IsotonicRegression(out_of_bounds='clip'). */
  @Test
  void theIsotonicCurveIsScikitLearns() {
    ScoreTable reference = ScoreTable.reference();
    Calibrator calibrator = Calibrator.fit(reference.scores(), reference.hits());
    assertThat(calibrator).isInstanceOf(IsotonicCalibrator.class);
    double[] at = {0, .105, .25, .503, .777, 1};
    double[] expected = {
      0.15151515151515152, 0.1548223350253807, 0.16630669546436286,
      0.300990099009901, 0.5212121212121212, 0.8409090909090909
    };
    for (int i = 0; i < at.length; i++) {
      assertThat(calibrator.calibrate(at[i])).isCloseTo(expected[i], within(1e-6));
    }
  }

  /** scipy 1.17.1, minimize(BFGS) of Platt's loss. */
  @Test
  void theSigmoidMinimisesPlattsLoss() {
    ScoreTable reference = ScoreTable.reference();
    Calibrator calibrator =
        Calibrator.fit(
            Arrays.copyOf(reference.scores(), 300), Arrays.copyOf(reference.hits(), 300));
    assertThat(calibrator).isInstanceOf(PlattCalibrator.class);
    assertThat(((PlattCalibrator) calibrator).slope()).isCloseTo(0.5288343890970997, within(1e-6));
    assertThat(((PlattCalibrator) calibrator).intercept())
        .isCloseTo(-0.8233162508258224, within(1e-6));
  }

  @RepeatedTest(20)
  void theCurveRisesStaysBoundedAndSurvivesWriting() throws IOException {
    int rows = 5_000 + random.nextInt(5_000);
    double[] scores = random.doubles(rows).toArray();
    boolean[] hits = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      hits[i] = random.nextDouble() < scores[i];
    }
    for (Calibrator calibrator :
        new Calibrator[] {
          IsotonicCalibrator.fit(scores, hits), PlattCalibrator.fit(scores, hits)
        }) {
      byte[] bytes = Samples.bytes(calibrator::write);
      assertThat(bytes.length).isLessThan(16 * 2 * IsotonicCalibrator.MAX_BLOCKS + 6);
      Calibrator read = Calibrator.read(Samples.input(bytes));
      double before = 0;
      for (double score = -.1; score < 1.1; score += .001) {
        double calibrated = calibrator.calibrate(score);
        assertThat(calibrated).as("seed %d", seed).isBetween(before, 1.);
        assertThat(read.calibrate(score)).as("seed %d", seed).isEqualTo(calibrated);
        before = calibrated;
        if (score > .1 && score < .9) {
          assertThat(calibrated).as("seed %d", seed).isCloseTo(score, within(.2));
        }
      }
    }
  }

  /** Each score's label is the score's own side: a pool would be wrong, and bins are needed. */
  @Test
  void moreStepsThanAllowedAreBinned() throws IOException {
    int levels = 400;
    double[] scores = new double[levels * levels];
    boolean[] hits = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = i / levels / (double) levels;
      hits[i] = i % levels < i / levels;
    }
    IsotonicCalibrator calibrator = IsotonicCalibrator.fit(scores, hits);
    assertThat(Samples.bytes(calibrator::write).length).isLessThan(16 * 400 + 6);
    for (double score = 0; score < 1; score += .01) {
      assertThat(calibrator.calibrate(score)).isCloseTo(score, within(.01));
    }
  }

  @Test
  void degenerateRowsGiveFiniteProbabilities() {
    double[] equal = {.5, .5, .5};
    assertProbability(Calibrator.fit(new double[0], new boolean[0]));
    assertProbability(Calibrator.fit(new double[] {.3}, new boolean[] {true}));
    assertProbability(Calibrator.fit(equal, new boolean[3]));
    assertProbability(Calibrator.fit(equal, new boolean[] {true, true, true}));
    assertProbability(PlattCalibrator.fit(new double[] {0, 1}, new boolean[] {false, true}));
    assertProbability(PlattCalibrator.fit(new double[] {-1e308, 1e308}, new boolean[2]));
    assertProbability(IsotonicCalibrator.fit(equal, new boolean[] {true, false, true}));
    assertProbability(
        IsotonicCalibrator.fit(new double[] {-1e308, 1e308}, new boolean[] {false, true}));
    assertThat(Calibrator.fit(new double[0], new boolean[0]).calibrate(.3))
        .isCloseTo(.3, within(1e-12));
    assertThatThrownBy(() -> Calibrator.fit(equal, new boolean[2]))
        .isInstanceOf(IllegalArgumentException.class);
    double[] broken = {Double.NaN, .5, .5};
    assertThatThrownBy(() -> Calibrator.fit(broken, new boolean[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> IsotonicCalibrator.fit(new double[0], new boolean[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertProbability(Calibrator calibrator) {
    for (double score : new double[] {-1e308, 0, .3, .5, 1, 1e308}) {
      assertThat(calibrator.calibrate(score)).isBetween(0., 1.);
    }
  }

  @Test
  void damageIsRefused() throws IOException {
    ScoreTable reference = ScoreTable.reference();
    for (Calibrator calibrator :
        new Calibrator[] {
          IsotonicCalibrator.fit(reference.scores(), reference.hits()), new PlattCalibrator(1, 2)
        }) {
      byte[] bytes = Samples.bytes(calibrator::write);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> Calibrator.read(Samples.input(cut)))
            .isInstanceOf(IOException.class);
      }
    }
    assertThatThrownBy(() -> Calibrator.read(Samples.input(new byte[] {9})))
        .hasMessage("calibrator format 9 is unknown");
    assertThatThrownBy(() -> Calibrator.read(Samples.input(new byte[] {1, 0, 0, 0, 0})))
        .hasMessage("a calibration curve without a point");
  }
}
