package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Samples;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ExpectedPerformanceTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** nannyml 0.13.1, CBPE of one chunk. */
  @Test
  void theEstimatesAreNannymls() {
    ScoreTable reference = ScoreTable.reference();
    ScoreCalibration calibration = ScoreCalibration.fit(reference.both(), reference.labels(), 2);
    ExpectedPerformance window = new ExpectedPerformance(2);
    for (float[] scores : ScoreTable.window().both()) {
      window.add(calibration, scores);
    }
    assertThat(window.accuracy().value()).isCloseTo(0.6787385294254776, within(1e-6));
    double[][] confusion = window.confusion();
    assertThat(confusion[0])
        .contains(new double[] {853.0301409881368, 221.9698590118631}, within(1e-5));
    assertThat(confusion[1])
        .contains(new double[] {259.92234684992053, 165.07765315007947}, within(1e-5));
    assertThat(window.correct().mean()).isEqualTo(window.accuracy().value());
  }

  /** numpy 2.4.6, by the formulas. */
  @Test
  void theLogLossAndItsErrorAreThoseOfTheFormulas() {
    ScoreTable reference = ScoreTable.reference();
    ScoreCalibration calibration = ScoreCalibration.fit(reference.both(), reference.labels(), 2);
    ExpectedPerformance window = new ExpectedPerformance(2);
    for (float[] scores : ScoreTable.window().both()) {
      window.add(calibration, scores);
    }
    assertThat(window.logLoss().value()).isCloseTo(0.5972299454339347, within(1e-6));
    assertThat(window.logLoss().standardError()).isCloseTo(0.014180466303645448, within(1e-6));
    assertThat(window.logLoss().sampleCount()).isEqualTo(1_500);
  }

  /** The promise: where the calibration holds, labels confirm the estimate within its error. */
  @Test
  void realisedFiguresLieWithinTheirErrors() {
    Random fixed = new Random(23);
    ScoreCalibration calibration = calibration(100_000, fixed);
    int trials = 1_000;
    int accurate = 0;
    for (int trial = 0; trial < trials; trial++) {
      ExpectedPerformance window = new ExpectedPerformance(2);
      double hits = 0;
      for (int i = 0; i < 300; i++) {
        float score = fixed.nextFloat() * fixed.nextFloat();
        boolean truth = fixed.nextDouble() < trueShare(score);
        hits += (score > .5) == truth ? 1 : 0;
        window.add(calibration, new float[] {1 - score, score});
      }
      Estimate accuracy = window.accuracy();
      accurate += Math.abs(hits / 300 - accuracy.value()) < 1.96 * accuracy.standardError() ? 1 : 0;
    }
    assertThat(accurate).isBetween(920, 975);
  }

  private static double trueShare(double score) {
    return .05 + .8 * score;
  }

  private static ScoreCalibration calibration(int rows, Random random) {
    float[][] scores = new float[rows][];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      float score = random.nextFloat();
      scores[i] = new float[] {1 - score, score};
      labels[i] = random.nextDouble() < trueShare(score) ? 1 : 0;
    }
    return ScoreCalibration.fit(scores, labels, 2);
  }

  @Test
  void theEstimateIsBlindToConceptDrift() {
    ScoreCalibration calibration = calibration(10_000, new Random(1));
    ExpectedPerformance window = new ExpectedPerformance(2);
    for (int i = 0; i < 1_000; i++) {
      window.add(calibration, new float[] {.05f, .95f});
    }
    // Had every label turned to the other class, nothing here could know.
    assertThat(window.accuracy().value()).isCloseTo(.81, within(.05));
  }

  @RepeatedTest(20)
  void mergedWindowsAreOnePassAndSurviveWriting() throws IOException {
    int classes = 2 + random.nextInt(3);
    float[][] scores = new float[400][];
    int[] labels = new int[400];
    for (int i = 0; i < 400; i++) {
      scores[i] = scores(classes);
      labels[i] = random.nextInt(classes);
    }
    ScoreCalibration calibration = ScoreCalibration.fit(scores, labels, classes);
    calibration = ScoreCalibration.read(Samples.input(Samples.bytes(calibration::write)));
    ExpectedPerformance one = new ExpectedPerformance(classes);
    ExpectedPerformance[] parts = new ExpectedPerformance[3];
    Arrays.setAll(parts, i -> new ExpectedPerformance(classes));
    for (float[] row : scores) {
      one.add(calibration, row);
      parts[random.nextInt(3)].add(calibration, row);
    }
    parts[2] = ExpectedPerformance.read(Samples.input(Samples.bytes(parts[2]::write)));
    parts[1].merge(parts[0]);
    parts[2].merge(parts[1]);
    ExpectedPerformance merged = parts[2];
    assertThat(merged.rows()).isEqualTo(400);
    assertSame(merged.accuracy(), one.accuracy());
    assertSame(merged.logLoss(), one.logLoss());
    for (int i = 0; i < classes; i++) {
      assertThat(merged.confusion()[i])
          .as("seed %d", seed)
          .contains(one.confusion()[i], within(1e-9));
    }
  }

  private void assertSame(Estimate actual, Estimate expected) {
    assertThat(actual.value()).as("seed %d", seed).isCloseTo(expected.value(), within(1e-9));
    assertThat(actual.standardError())
        .as("seed %d", seed)
        .isCloseTo(expected.standardError(), within(1e-9));
    assertThat(actual.sampleCount()).isEqualTo(expected.sampleCount());
  }

  private float[] scores(int classes) {
    float[] scores = new float[classes];
    float sum = 0;
    for (int i = 0; i < classes; i++) {
      scores[i] = random.nextFloat();
      sum += scores[i];
    }
    for (int i = 0; i < classes; i++) {
      scores[i] /= sum;
    }
    return scores;
  }

  /** The first format ended with 1,024 positives and negatives by score where classes are two. */
  @Test
  void theFirstFormatIsRead() throws IOException {
    for (int classes : new int[] {2, 3}) {
      ScoreCalibration none = ScoreCalibration.fit(new float[0][], new int[0], classes);
      ExpectedPerformance now = new ExpectedPerformance(classes);
      now.add(none, scores(classes));
      byte[] bytes = Samples.bytes(now::write);
      byte[] first = Arrays.copyOf(bytes, bytes.length + (classes == 2 ? 16_384 : 0) + 1);
      first[0] = 1;
      first[first.length - 1] = 77;
      DataInputStream in = Samples.input(first);
      assertThat(Samples.bytes(ExpectedPerformance.read(in)::write)).isEqualTo(bytes);
      assertThat(in.readByte()).isEqualTo((byte) 77);
    }
  }

  @Test
  void nothingAndExtremesAreFinite() {
    ExpectedPerformance window = new ExpectedPerformance(2);
    assertThat(window.accuracy()).isEqualTo(new Estimate(0, 0, 0));
    ScoreCalibration none = ScoreCalibration.fit(new float[0][], new int[0], 2);
    window.add(none, new float[] {0, 1});
    window.add(none, new float[] {1, 0});
    assertThat(window.logLoss().value()).isFinite();
    ExpectedPerformance single = new ExpectedPerformance(1);
    single.add(ScoreCalibration.fit(new float[][] {{1}}, new int[1], 1), new float[] {1});
    assertThat(single.accuracy().value()).isEqualTo(1);
    assertThatThrownBy(() -> single.merge(window)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> window.add(none, new float[3])).hasMessage("3 scores, expected 2");
    assertThatThrownBy(() -> new ExpectedPerformance(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ScoreCalibration.fit(new float[1][2], new int[] {2}, 2))
        .hasMessage("a label of 2 is not one of 2 classes");
    assertThatThrownBy(() -> ScoreCalibration.fit(new float[1][3], new int[1], 2))
        .hasMessage("3 scores, expected 2");
  }

  @Test
  void damageIsRefused() throws IOException {
    byte[] bytes = Samples.bytes(new ExpectedPerformance(3)::write);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ExpectedPerformance.read(Samples.input(cut)))
          .isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> ExpectedPerformance.read(Samples.input(new byte[] {9})))
        .hasMessage("expected performance format 9 is unknown");
    assertThatThrownBy(() -> ScoreCalibration.read(Samples.input(new byte[] {1, 0, 0, 0, 0})))
        .isInstanceOf(IOException.class);
  }
}
