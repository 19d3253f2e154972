package io.driftloop.signals.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected numbers come from scikit-learn 1.9.1, scipy 1.17.1 and statsmodels 0.15.0. */
class LabelledMetricsTest {
  private static final Offset<Double> EXACT = within(1e-9);
  private static final int[] PREDICTED = {0, 1, 2, 1, 0, 2, 2, 1, 0, 1, 2, 0, 1, 1};
  private static final int[] LABELS = {0, 1, 1, 1, 0, 2, 0, 1, 2, 1, 2, 0, 0, 1};
  private static final double[] SCORES = {.1, .4, .35, .8, .65, .9, .4, .2, .55, .7};
  private static final boolean[] POSITIVE = {
    false, false, true, true, false, true, true, false, true, false
  };

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void confusionMatrixAgreesWithScikitLearn() {
    ConfusionMatrix matrix = matrix();
    assertThat(matrix.accuracy(.95).value()).isCloseTo(10 / 14.0, EXACT);
    assertThat(matrix.precision(1)).isCloseTo(5 / 6.0, EXACT);
    assertThat(matrix.recall(2)).isCloseTo(2 / 3.0, EXACT);
    assertThat(matrix.f1(2)).isCloseTo(0.5714285714285714, EXACT);
    assertThat(matrix.macroPrecision()).isCloseTo(0.6944444444444445, EXACT);
    assertThat(matrix.macroRecall()).isCloseTo(0.7, EXACT);
    assertThat(matrix.macroF1()).isCloseTo(0.6904761904761904, EXACT);
    assertThat(matrix.balancedAccuracy()).isCloseTo(0.7, EXACT);
  }

  @Test
  void aCorrectedLabelCorrectsAndPartsMerge() throws IOException {
    ConfusionMatrix matrix = matrix();
    ConfusionMatrix correction = new ConfusionMatrix(3);
    correction.remove(2, 1);
    correction.add(2, 2);
    matrix.merge(read(bytes(correction)));
    assertThat(matrix.rows()).isEqualTo(14);
    assertThat(matrix.hits()).isEqualTo(11);
    assertThatThrownBy(() -> matrix.merge(new ConfusionMatrix(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> matrix.add(3, 0)).isInstanceOf(IllegalArgumentException.class);
    ConfusionMatrix empty = new ConfusionMatrix(2);
    assertThat(empty.macroF1()).isNaN();
    assertThat(empty.accuracy(.9)).isEqualTo(new Estimate(Double.NaN, 0, 1));
  }

  @Test
  void areaUnderTheCurve() {
    assertThat(Auc.of(SCORES, POSITIVE, .95).value()).isCloseTo(0.7, EXACT);
    assertThat(Auc.of(new double[0], new boolean[0], .95).value()).isNaN();
    double[] missing = {Double.NaN};
    assertThatThrownBy(() -> Auc.of(missing, new boolean[1], .95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void histogramFormsStayWithinTheirBounds() throws IOException {
    int n = 5_000;
    double[] scores = new double[n];
    boolean[] positive = new boolean[n];
    BinaryScores[] parts = {new BinaryScores(), new BinaryScores()};
    for (int i = 0; i < n; i++) {
      scores[i] = random.nextDouble();
      positive[i] = random.nextDouble() < scores[i] * scores[i];
      parts[i % 2].add(scores[i], positive[i]);
      parts[i % 2].add(.5, true);
      parts[i % 2].remove(.5, true);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts[1].write(new DataOutputStream(bytes));
    parts[0].merge(
        BinaryScores.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
    Estimate exact = Auc.of(scores, positive, .95);
    assertThat(parts[0].auc(.95).value())
        .as("seed %d", seed)
        .isCloseTo(exact.value(), within(parts[0].aucError() + 1e-12));
    assertThat(parts[0].aucError()).isLessThan(.001);
    assertThat(parts[0].calibrationError(15))
        .as("seed %d", seed)
        .isCloseTo(CalibrationError.of(scores, positive, 15), within(.005));
  }

  @Test
  void calibrationOfASample() {
    double[] scores = {.1, .3, .6, .9};
    boolean[] positive = {false, true, true, true};
    assertThat(CalibrationError.of(scores, positive, 2)).isCloseTo((.6 + .5) / 4, EXACT);
    assertThat(CalibrationError.of(new double[0], new boolean[0], 2)).isNaN();
    assertThat(new BinaryScores().calibrationError(5)).isNaN();
    assertThat(new BinaryScores().auc(.95)).isEqualTo(new Estimate(Double.NaN, 0, 1));
  }

  @Test
  void losses() {
    float[][] scores = {{.7f, .2f, .1f}, {.1f, .6f, .3f}, {.25f, .25f, .5f}, {.5f, .4f, .1f}};
    int[] labels = {0, 2, 2, 1};
    BoundedLoss log = new BoundedLoss();
    BoundedLoss brier = new BoundedLoss();
    for (int i = 0; i < 4; i++) {
      log.add(BoundedLoss.logLoss(scores[i], labels[i]));
      brier.add(BoundedLoss.brier(scores[i], labels[i]));
    }
    assertThat(log.mean()).isCloseTo(0.7925214057727693, EXACT);
    assertThat(brier.mean()).isCloseTo(0.49875000350177306, within(1e-7));
    brier.add(2);
    brier.remove(2);
    assertThat(brier.mean()).isCloseTo(0.49875, within(1e-7));
    assertThat(new BoundedLoss().mean()).isNaN();
    assertThatThrownBy(() -> log.add(1e308)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BoundedLoss.brier(scores[0], 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void intervals() {
    Estimate wilson = Intervals.share(81, 263, .95);
    assertThat(wilson.lower()).isCloseTo(0.2552885198782742, EXACT);
    assertThat(wilson.upper()).isCloseTo(0.36620957698280004, EXACT);
    Estimate newcombe = Intervals.difference(56, 70, 48, 80, .95);
    assertThat(newcombe.lower()).isCloseTo(0.05243147240236498, EXACT);
    assertThat(newcombe.upper()).isCloseTo(0.33387265403690614, EXACT);
  }

  @Test
  void comparisons() {
    assertThat(Comparison.shareFell(19, 20, 7, 10)).isCloseTo(0.09523809523809522, EXACT);
    assertThat(Comparison.shareFell(1500, 2000, 700, 1000)).isCloseTo(0.001753692399645024, EXACT);
    assertThat(Comparison.shareFell(0, 0, 1, 1)).isOne();
    BoundedLoss reference = losses(.1, .2, .5, .9, .3);
    BoundedLoss window = losses(.4, .6, .9, 1.2, .1, .8);
    assertThat(Comparison.lossRose(reference, window)).isCloseTo(0.12045165051404032, EXACT);
    assertThat(Comparison.lossRose(losses(1, 1, 1), losses(2, 2))).isOne();
  }

  @Test
  void unevenLabelsAreFound() {
    LabelCoverage coverage =
        LabelCoverage.of(new long[] {100, 100, 100, 0}, new long[] {30, 50, 20, 0}, .95);
    assertThat(coverage.share().value()).isCloseTo(1 / 3.0, EXACT);
    assertThat(coverage.chiSquare()).isCloseTo(21, EXACT);
    assertThat(coverage.pValue()).isCloseTo(2.753644934974714e-05, EXACT);
    assertThat(LabelCoverage.of(new long[2], new long[2], .95).pValue()).isOne();
  }

  /** On equal windows at most 5 % (and four standard errors) of comparisons reject at .05. */
  @Test
  void comparisonsKeepTheirLevel() {
    Random fixed = new Random(11);
    int share = 0;
    int loss = 0;
    for (int trial = 0; trial < 4_000; trial++) {
      BoundedLoss[] losses = {new BoundedLoss(), new BoundedLoss()};
      long[] hits = new long[2];
      for (int i = 0; i < 400; i++) {
        hits[i % 2] += fixed.nextDouble() < .8 ? 1 : 0;
        losses[i % 2].add(fixed.nextDouble());
      }
      share += Comparison.shareFell(hits[0], 200, hits[1], 200) < .05 ? 1 : 0;
      loss += Comparison.lossRose(losses[0], losses[1]) < .05 ? 1 : 0;
    }
    assertThat(share).isLessThan(255);
    assertThat(loss).isBetween(145, 255);
  }

  private static BoundedLoss losses(double... values) {
    BoundedLoss losses = new BoundedLoss();
    for (double value : values) {
      losses.add(value);
    }
    return losses;
  }

  private static ConfusionMatrix matrix() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    for (int i = 0; i < LABELS.length; i++) {
      matrix.add(PREDICTED[i], LABELS[i]);
    }
    return matrix;
  }

  private static byte[] bytes(ConfusionMatrix matrix) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    matrix.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ConfusionMatrix read(byte[] bytes) throws IOException {
    return ConfusionMatrix.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
