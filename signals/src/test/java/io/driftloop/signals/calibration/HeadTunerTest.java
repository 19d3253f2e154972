package io.driftloop.signals.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.unlabelled.OutputLayer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Embeddings of eight units and three classes, whose true layer is another than the known one. */
class HeadTunerTest {
  private static final long SEED = 11;
  private static final int UNITS = 8;
  private static final int CLASSES = 3;

  private final OutputLayer known = layer(1);
  private final OutputLayer truth = layer(2);

  private static OutputLayer layer(long seed) {
    Random random = new Random(seed);
    float[][] weights = new float[CLASSES][UNITS];
    float[] bias = new float[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      bias[i] = (float) random.nextGaussian();
      for (int j = 0; j < UNITS; j++) {
        weights[i][j] = (float) (2 * random.nextGaussian());
      }
    }
    return new OutputLayer(weights, bias);
  }

  private record Rows(float[][] embeddings, int[] labels) {
    static Rows of(int count, float scale, OutputLayer truth, long seed) {
      Random random = new Random(seed);
      float[][] embeddings = new float[count][UNITS];
      int[] labels = new int[count];
      for (int row = 0; row < count; row++) {
        for (int j = 0; j < UNITS; j++) {
          embeddings[row][j] = scale * (float) Math.max(0, random.nextGaussian());
        }
        labels[row] = best(truth, embeddings[row]);
      }
      return new Rows(embeddings, labels);
    }

    double accuracy(OutputLayer layer) {
      int hits = 0;
      for (int row = 0; row < labels.length; row++) {
        hits += best(layer, embeddings[row]) == labels[row] ? 1 : 0;
      }
      return hits / (double) labels.length;
    }
  }

  private static int best(OutputLayer layer, float[] embedding) {
    float[] logits = layer.logits(embedding);
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }

  private static HeadTuner fit(OutputLayer layer, Rows rows) {
    return HeadTuner.fit(layer, rows.embeddings(), rows.labels(), 500);
  }

  @Test
  void learnsWhatTheClassesMeanNow() {
    Rows later = Rows.of(2000, 1, truth, SEED + 1);
    HeadTuner tuner = fit(known, Rows.of(4000, 1, truth, SEED));
    assertThat(later.accuracy(known)).isLessThan(0.7);
    assertThat(later.accuracy(tuner.layer())).isGreaterThan(0.9);
  }

  @Test
  void aLayerThatIsRightStaysRight() {
    HeadTuner tuner = fit(truth, Rows.of(4000, 1, truth, SEED));
    assertThat(Rows.of(2000, 1, truth, SEED + 1).accuracy(tuner.layer())).isGreaterThan(0.95);
  }

  /** Two classes take turns, 100 rows each, and no input tells which: next comes the other one. */
  @Test
  void theRateFitsTheTimeThatALayerServes() {
    OutputLayer undecided = new OutputLayer(new float[2][1], new float[2]);
    float[][] nothing = new float[1050][1];
    int[] labels = new int[nothing.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = row / 100 % 2;
    }
    float forTheNextRow = HeadTuner.fit(undecided, nothing, labels, 1).layer().bias()[0];
    float forAHundred = HeadTuner.fit(undecided, nothing, labels, 100).layer().bias()[0];
    assertThat(forTheNextRow).isGreaterThan(1);
    assertThat(Math.abs(forAHundred)).isLessThan(0.5f);
  }

  @Test
  void goesOnFromWhereItIs() {
    HeadTuner tuner = fit(known, Rows.of(500, 1, truth, SEED));
    OutputLayer before = tuner.layer();
    Rows next = Rows.of(1, 1, truth, SEED + 1);
    int label = next.labels()[0];
    tuner.learn(next.embeddings(), next.labels());
    float[] embedding = next.embeddings()[0];
    assertThat(tuner.layer().logits(embedding)[label])
        .isGreaterThan(before.logits(embedding)[label]);
  }

  @Test
  void rowsOfAnyLengthStayFinite() {
    for (float scale : new float[] {0, 1e-20f, 1e6f, 1e18f}) {
      OutputLayer learned = fit(known, Rows.of(500, scale, truth, SEED)).layer();
      for (float[] weights : learned.weights()) {
        for (float weight : weights) {
          assertThat(weight).isFinite();
        }
      }
    }
  }

  @Test
  void noRowsChangeNothing() {
    OutputLayer same = HeadTuner.fit(known, new float[0][], new int[0], 1).layer();
    assertThat(Arrays.deepEquals(same.weights(), known.weights())).isTrue();
    assertThat(same.bias()).containsExactly(known.bias());
  }

  @Test
  void refusesLabelsOfOtherRows() {
    assertThatThrownBy(() -> HeadTuner.fit(known, new float[1][UNITS], new int[0], 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 labels for 1 rows in blocks of 5");
  }
}
