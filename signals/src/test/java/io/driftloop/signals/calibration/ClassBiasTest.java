package io.driftloop.signals.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassBiasTest {
  private static final long SEED = 7;

  /** Rows of a model that is right about probabilities, but for the shares of its classes. */
  private record Rows(float[][] scores, int[] labels) {

    static Rows of(int count, int classes, double[] shift, long seed) {
      Random random = new Random(seed);
      float[][] scores = new float[count][classes];
      int[] labels = new int[count];
      for (int i = 0; i < count; i++) {
        double[] truth = new double[classes];
        double sum = 0;
        double believed = 0;
        for (int j = 0; j < classes; j++) {
          double weight = Math.exp(1.5 * random.nextGaussian());
          scores[i][j] = (float) weight;
          believed += weight;
          truth[j] = weight * Math.exp(shift[j]);
          sum += truth[j];
        }
        double left = random.nextDouble() * sum;
        while (left > truth[labels[i]] && labels[i] < classes - 1) {
          left -= truth[labels[i]++];
        }
        for (int j = 0; j < classes; j++) {
          scores[i][j] /= (float) believed;
        }
      }
      return new Rows(scores, labels);
    }

    BiasProfile profile() {
      return profile(0, labels.length);
    }

    BiasProfile profile(int from, int to) {
      BiasProfile profile = new BiasProfile(scores[0].length);
      for (int i = from; i < to; i++) {
        profile.add(scores[i], labels[i]);
      }
      return profile;
    }
  }

  @Test
  void findsTheShiftOfTheClasses() {
    double[] shift = {0.8, 0, -0.8};
    Rows rows = Rows.of(40_000, 3, shift, SEED);
    double[] found = ClassBias.fit(rows.scores(), rows.labels()).values();
    for (int i = 0; i < 3; i++) {
      assertThat(found[i] - found[1]).isEqualTo(shift[i] - shift[1], within(0.05));
    }
  }

  @Test
  void whatItFitsHasTheLabelsShares() {
    Rows rows = Rows.of(20_000, 4, new double[] {1, 0, 0, -1}, SEED);
    ClassBias bias = ClassBias.fit(rows.scores(), rows.labels());
    Rows fitted = new Rows(bias.applyAll(rows.scores()), rows.labels());
    assertThat(rows.profile().test().pValue()).isLessThan(1e-9);
    assertThat(fitted.profile().test().pValue()).isGreaterThan(0.5);
  }

  @Test
  void oneRowMovesLittle() {
    double[] found = ClassBias.fit(new float[][] {{0.5f, 0.5f}}, new int[] {1}).values();
    assertThat(found[1]).isEqualTo(-found[0], within(1e-12)).isBetween(0.0, 0.05);
  }

  @Test
  void noRowsAndCertainScoresStayFinite() {
    assertThat(ClassBias.fit(new float[0][], new int[0]).values()).isEmpty();
    ClassBias bias =
        ClassBias.fit(new float[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}}, new int[] {2, 2, 2});
    assertThat(Arrays.stream(bias.values()).allMatch(Double::isFinite)).isTrue();
    float sum = 0;
    for (float score : bias.apply(new float[] {1, 0, 0})) {
      sum += score;
    }
    assertThat(sum).isEqualTo(1, within(1e-5f));
  }

  @Test
  void refusesLabelsOfOtherRows() {
    assertThatThrownBy(() -> ClassBias.fit(new float[][] {{1, 0}}, new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 labels for 1 rows");
  }

  @Test
  void theTestKeepsItsLevel() {
    int alarms = 0;
    for (int run = 0; run < 2000; run++) {
      Rows rows = Rows.of(200, 4, new double[4], SEED + run);
      alarms += rows.profile().test().pValue() <= 0.01 ? 1 : 0;
    }
    // 20 expected; 36 or more has a chance below one in a thousand.
    assertThat(alarms).as("alarms of 2000 at 0.01, seed %d", SEED).isBetween(6, 35);
  }

  @Test
  void twoClassesAreTheSquareOfTheirStandardisedSum() {
    Rows rows = Rows.of(500, 2, new double[2], SEED);
    double sum = 0;
    double variance = 0;
    for (int i = 0; i < 500; i++) {
      double probability = rows.scores()[i][1];
      sum += rows.labels()[i] - probability;
      variance += probability * (1 - probability);
    }
    BiasProfile.Test test = rows.profile().test();
    assertThat(test.freedom()).isOne();
    assertThat(test.statistic()).isEqualTo(sum * sum / variance, within(1e-3));
  }

  @Test
  void classesThatHardlyAppearAreNotTested() {
    BiasProfile profile = new BiasProfile(3);
    assertThat(profile.test()).isEqualTo(new BiasProfile.Test(0, 0, 1));
    for (int i = 0; i < 100; i++) {
      profile.add(new float[] {0.5f, 0.499f, 0.001f}, i % 2);
    }
    assertThat(profile.test().freedom()).isOne();
    assertThat(profile.test().pValue()).isGreaterThan(0.9);
  }

  @Test
  void mergingAndReadingEqualOnePass() throws IOException {
    Rows rows = Rows.of(300, 3, new double[] {0.3, 0, 0}, SEED);
    BiasProfile parts = rows.profile(0, 100);
    parts.merge(rows.profile(100, 300));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.write(new DataOutputStream(bytes));
    BiasProfile read =
        BiasProfile.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.test()).isEqualTo(parts.test());
    assertThat(read.test().statistic()).isEqualTo(rows.profile().test().statistic(), within(1e-9));
    assertThatThrownBy(() -> parts.merge(new BiasProfile(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
