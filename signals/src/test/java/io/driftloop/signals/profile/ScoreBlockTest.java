package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.unlabelled.ExpectedPerformance;
import io.driftloop.signals.unlabelled.ScoreCalibration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Scores taken in together count as scores taken in one by one. */
class ScoreBlockTest {
  private static final int FEATURES = 3;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @RepeatedTest(40)
  void rowsTogetherCountAsRowsOneByOne() {
    int classes = 1 + random.nextInt(5);
    ScoreCalibration calibration = calibration(classes);
    ScoreBlock block = new ScoreBlock();
    ScoreProfile together = new ScoreProfile(classes);
    ScoreProfile alone = new ScoreProfile(classes);
    ExpectedPerformance expectedTogether = new ExpectedPerformance(classes);
    ExpectedPerformance expectedAlone = new ExpectedPerformance(classes);
    for (int turn = 0; turn < 4; turn++) {
      float[][] rows = new float[random.nextInt(RowBlock.ROWS + 1)][];
      Arrays.setAll(rows, i -> scores(classes));
      block.fill(flat(rows, classes), FEATURES, classes, FEATURES + classes, rows.length);
      together.add(block);
      expectedTogether.add(calibration, block);
      for (float[] row : rows) {
        alone.add(row);
        expectedAlone.add(calibration, row);
      }
    }
    assertThat(together.rows()).as("seed %d", seed).isEqualTo(alone.rows());
    assertThat(together.classes()).as("seed %d", seed).isEqualTo(alone.classes());
    assertThat(together.topBins()).as("seed %d", seed).isEqualTo(alone.topBins());
    assertThat(together.marginBins()).as("seed %d", seed).isEqualTo(alone.marginBins());
    assertSame(together.top(), alone.top());
    assertSame(together.entropy(), alone.entropy());
    assertSame(together.margin(), alone.margin());
    assertSame(expectedTogether, expectedAlone);
  }

  /** One class has all now and then, and classes are often equal. */
  private float[] scores(int classes) {
    float[] scores = new float[classes];
    int sure = random.nextInt(3 * classes);
    float sum = 0;
    for (int i = 0; i < classes; i++) {
      scores[i] = sure < classes ? (i == sure ? 1 : 0) : 1 + random.nextInt(4);
      sum += scores[i];
    }
    for (int i = 0; i < classes; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  private static float[] flat(float[][] rows, int classes) {
    int stride = FEATURES + classes;
    float[] flat = new float[rows.length * stride];
    Arrays.fill(flat, Float.NaN);
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * stride + FEATURES, classes);
    }
    return flat;
  }

  private ScoreCalibration calibration(int classes) {
    float[][] rows = new float[200][];
    Arrays.setAll(rows, i -> scores(classes));
    int[] labels = random.ints(rows.length, 0, classes).toArray();
    return ScoreCalibration.fit(rows, labels, classes);
  }

  private void assertSame(ExpectedPerformance together, ExpectedPerformance alone) {
    assertSame(together.correct(), alone.correct());
    assertThat(together.confusion()).as("seed %d", seed).isDeepEqualTo(alone.confusion());
    assertThat(together.logLoss().value())
        .as("seed %d", seed)
        .isCloseTo(alone.logLoss().value(), within(1e-12));
    assertThat(together.logLoss().standardError())
        .as("seed %d", seed)
        .isCloseTo(alone.logLoss().standardError(), within(1e-12));
  }

  private void assertSame(Moments together, Moments alone) {
    assertThat(together.count()).as("seed %d", seed).isEqualTo(alone.count());
    assertThat(together.mean()).as("seed %d", seed).isCloseTo(alone.mean(), within(1e-12));
    assertThat(together.variance()).as("seed %d", seed).isCloseTo(alone.variance(), within(1e-12));
  }

  @Test
  void otherClassesAreRefused() {
    ScoreBlock block = new ScoreBlock().fill(new float[] {.1f, .2f, .7f}, 0, 3, 3, 1);
    assertThatThrownBy(() -> new ScoreProfile(2).add(block)).hasMessage("3 scores, expected 2");
    assertThatThrownBy(() -> new ExpectedPerformance(2).add(calibration(2), block))
        .hasMessage("3 scores, expected 2");
  }
}
