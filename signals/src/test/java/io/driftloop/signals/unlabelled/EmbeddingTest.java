package io.driftloop.signals.unlabelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Expected figures are of numpy 2.4.6 and scikit-learn 1.9.1 on the same rows. */
class EmbeddingTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void theMahalanobisDistanceIsNumpys() {
    EmbeddingStatistics statistics = statistics();
    double[][] covariance = statistics.covariance();
    assertThat(covariance[0][0]).isCloseTo(0.5097777661229087, within(1e-9));
    assertThat(covariance[2][1]).isCloseTo(-0.014423053387660405, within(1e-9));
    assertThat(Mahalanobis.shrinkage(statistics)).isCloseTo(0.13821850043626316, within(1e-9));
    float[][] queries = {{2, -1, .5f, 3}, {0, 0, 0, 0}, {10, 10, -10, 10}};
    double[] plain = {6.657849612463923, 0.0007871189000898722, 232.98620310725676};
    double[] shrunk = {4.853275853345598, 0.0006276264566908506, 169.44408919174668};
    double[] oas = {4.467097412910534, 0.0005988394839951562, 156.38683877124032};
    for (int i = 0; i < queries.length; i++) {
      assertThat(Mahalanobis.of(statistics, 0).score(queries[i]))
          .isCloseTo(plain[i], within(1e-8 * plain[i]));
      assertThat(Mahalanobis.of(statistics, .1).score(queries[i]))
          .isCloseTo(shrunk[i], within(1e-8 * shrunk[i]));
      assertThat(Mahalanobis.of(statistics).score(queries[i]))
          .isCloseTo(oas[i], within(1e-8 * oas[i]));
    }
  }

  @Test
  void theNearestNeighboursAreScikitLearns() {
    EmbeddingSample sample = sample();
    float[][] queries = {{2, -1, .5f, 3}, {1, 1, 1, 1}, {-1, -2, 3, -10}};
    double[] first = {0.197731963383856, 0.06954741085361185, 0.06297901666805891};
    double[] fifth = {0.4220438732438745, 0.2171456406935613, 0.6805514601538604};
    for (int i = 0; i < queries.length; i++) {
      assertThat(NearestNeighbours.of(sample, 1).score(queries[i]))
          .isCloseTo(first[i], within(1e-6));
      assertThat(NearestNeighbours.of(sample, 5).score(queries[i]))
          .isCloseTo(fifth[i], within(1e-6));
    }
  }

  @Test
  void strangersAreToldFromResidentsAsWellAsByScikitLearn() {
    Mahalanobis mahalanobis = Mahalanobis.of(statistics());
    assertThat(auc(mahalanobis::score)).isCloseTo(0.37875000000000003, within(1e-9));
    NearestNeighbours neighbours = NearestNeighbours.of(sample(), 3);
    assertThat(auc(neighbours::score)).isCloseTo(0.71875, within(1e-9));
  }

  private static double auc(ToDoubleFunction<float[]> score) {
    double wins = 0;
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        double stranger = score.applyAsDouble(stranger(i));
        double resident = score.applyAsDouble(resident(j, .3, 5));
        wins += stranger > resident ? 1 : stranger == resident ? .5 : 0;
      }
    }
    return wins / 1600;
  }

  private static float[] resident(int i, double phase, int speed) {
    float[] row = new float[4];
    for (int j = 0; j < 4; j++) {
      row[j] =
          (float)
              ((1 + j) * Math.sin(phase + (speed + 2 * j) * i + 3 * j) + (i % 3) * (j + 1) * .5);
    }
    return row;
  }

  private static float[] stranger(int i) {
    float[] row = new float[4];
    for (int j = 0; j < 4; j++) {
      row[j] = (float) (1.6 * Math.sin(.7 + (5 + 3 * j) * i + 2 * j) + .8);
    }
    return row;
  }

  private static EmbeddingStatistics statistics() {
    EmbeddingStatistics statistics = new EmbeddingStatistics(3, 4);
    for (int i = 0; i < 60; i++) {
      statistics.add(i % 3, resident(i, 1, 7));
    }
    return statistics;
  }

  private static EmbeddingSample sample() {
    EmbeddingSample sample = new EmbeddingSample(100, 4, 1);
    for (int i = 0; i < 60; i++) {
      sample.add("row" + i, resident(i, 1, 7));
    }
    return sample;
  }

  @RepeatedTest(20)
  void mergedStatisticsAreOnePassAndSurviveWriting() throws IOException {
    EmbeddingStatistics one = new EmbeddingStatistics(3, 5);
    EmbeddingStatistics[] parts = new EmbeddingStatistics[3];
    Arrays.setAll(parts, i -> new EmbeddingStatistics(3, 5));
    for (int i = 0; i < 100; i++) {
      float[] row = new float[5];
      for (int j = 0; j < 5; j++) {
        row[j] = (float) (1e3 + random.nextGaussian());
      }
      int label = random.nextInt(2);
      one.add(label, row);
      parts[random.nextInt(3)].add(label, row);
    }
    parts[1] = EmbeddingStatistics.read(Samples.input(Samples.bytes(parts[1]::write)));
    parts[2].merge(parts[0]);
    parts[1].merge(parts[2]);
    assertThat(parts[1].rows()).isEqualTo(100);
    for (int label = 0; label < 3; label++) {
      assertThat(parts[1].count(label)).isEqualTo(one.count(label));
      assertThat(parts[1].mean(label)).as("seed %d", seed).contains(one.mean(label), within(1e-9));
    }
    for (int i = 0; i < 5; i++) {
      assertThat(parts[1].covariance()[i])
          .as("seed %d", seed)
          .contains(one.covariance()[i], within(1e-9));
    }
  }

  @RepeatedTest(20)
  void mergedSamplesAreOnePassAndSurviveWriting() throws IOException {
    EmbeddingSample one = new EmbeddingSample(20, 2, 7);
    EmbeddingSample[] parts = {new EmbeddingSample(20, 2, 7), new EmbeddingSample(20, 2, 7)};
    for (int i = 0; i < 200; i++) {
      String id = "id" + random.nextInt(150);
      float[] row = {random.nextFloat(), random.nextFloat()};
      one.add(id, row);
      parts[random.nextInt(2)].add(id, row);
    }
    parts[0] = EmbeddingSample.read(Samples.input(Samples.bytes(parts[0]::write)));
    parts[1].merge(parts[0]);
    assertThat(parts[1].rows().toArray(float[][]::new))
        .as("seed %d", seed)
        .isDeepEqualTo(one.rows().toArray(float[][]::new));
    assertThat(one.rows()).hasSize(20);
  }

  @Test
  void degenerateEmbeddingsStayFinite() {
    EmbeddingStatistics constant = new EmbeddingStatistics(1, 3);
    constant.add(0, new float[] {1, 1, 1});
    assertThat(Mahalanobis.of(constant).score(new float[] {1, 1, 1})).isZero();
    constant.add(0, new float[] {1, 1, 1});
    assertThat(Mahalanobis.of(constant).score(new float[] {1, 1, 2})).isFinite().isPositive();
    float[] broken = {Float.NaN, 0, Float.POSITIVE_INFINITY};
    assertThat(Mahalanobis.of(constant).score(broken)).isEqualTo(Double.MAX_VALUE);
    EmbeddingStatistics huge = new EmbeddingStatistics(1, 2);
    huge.add(0, new float[] {Float.MAX_VALUE, -Float.MAX_VALUE});
    huge.add(0, new float[] {-Float.MAX_VALUE, Float.MAX_VALUE});
    assertThat(Mahalanobis.of(huge).score(new float[] {0, Float.MAX_VALUE})).isFinite();
    EmbeddingSample zero = new EmbeddingSample(2, 3, 1);
    zero.add("a", new float[3]);
    NearestNeighbours neighbours = NearestNeighbours.of(zero, 50);
    assertThat(neighbours.score(new float[3])).isZero();
    assertThat(neighbours.score(broken)).isEqualTo(4);
    float[] largest = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    assertThat(neighbours.score(largest)).isCloseTo(1, within(1e-6));
  }

  @Test
  void mistakesAreNamed() {
    EmbeddingStatistics empty = new EmbeddingStatistics(2, 3);
    EmbeddingSample none = new EmbeddingSample(2, 3, 1);
    assertThatThrownBy(() -> Mahalanobis.of(empty)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NearestNeighbours.of(none, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> empty.add(2, new float[3]))
        .hasMessage("class 2 with 3 dimensions, expected one of 2 with 3");
    assertThatThrownBy(() -> empty.add(0, new float[] {1, Float.NaN, 2}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> none.add("a", new float[2])).hasMessage("2 dimensions, expected 3");
    assertThatThrownBy(() -> none.merge(new EmbeddingSample(2, 3, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> empty.merge(new EmbeddingStatistics(1, 3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EmbeddingStatistics(1, 5_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EmbeddingStatistics(60_000, 2_000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damageIsRefused() throws IOException {
    byte[] statistics = Samples.bytes(statistics()::write);
    byte[] sample = Samples.bytes(sample()::write);
    for (int length = 0; length < 200; length++) {
      byte[] cut = Arrays.copyOf(statistics, length);
      byte[] partial = Arrays.copyOf(sample, length);
      assertThatThrownBy(() -> EmbeddingStatistics.read(Samples.input(cut)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> EmbeddingSample.read(Samples.input(partial)))
          .isInstanceOf(IOException.class);
    }
    Arrays.fill(statistics, 1, 9, (byte) 0);
    assertThatThrownBy(() -> EmbeddingStatistics.read(Samples.input(statistics)))
        .isInstanceOf(IOException.class);
    sample[0] = 7;
    assertThatThrownBy(() -> EmbeddingSample.read(Samples.input(sample)))
        .hasMessage("embedding sample format 7 is unknown");
  }

  private EmbeddingReference reference(boolean energy) {
    float[][] fitted = new float[200][];
    float[][] unseen = new float[100][];
    int[] labels = new int[fitted.length];
    for (int i = 0; i < fitted.length; i++) {
      fitted[i] = resident(i, .1, 3);
      labels[i] = i % 3;
      unseen[i / 2] = resident(i, .2, 4);
    }
    OutputLayer output = new OutputLayer(new float[3][4], new float[] {1, 2, 3});
    return EmbeddingReference.of(
        fitted, labels, 3, unseen, energy ? Optional.of(output) : Optional.empty());
  }

  @Test
  void theReferenceIsReadAsWrittenAndCountsAlike() throws IOException {
    for (boolean energy : new boolean[] {true, false}) {
      EmbeddingReference reference = reference(energy);
      byte[] bytes = Samples.bytes(reference::write);
      EmbeddingReference read = EmbeddingReference.read(Samples.input(bytes));
      assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
      assertThat(read.methods()).hasSize(energy ? 3 : 2);
      OutlierCounts counts = OutlierCounts.empty(reference);
      OutlierCounts parts = OutlierCounts.empty(read);
      for (int i = 0; i < 40; i++) {
        counts.add(reference, stranger(i));
        OutlierCounts part = OutlierCounts.empty(read);
        part.add(read, stranger(i));
        parts.merge(OutlierCounts.read(Samples.input(Samples.bytes(part::write))));
      }
      assertThat(parts.rows()).isEqualTo(40);
      assertThat(Samples.bytes(parts::write)).isEqualTo(Samples.bytes(counts::write));
      assertThat(counts.beyond(0)).isPositive();
    }
  }

  @Test
  void damagedReferencesAreReadOrRefused() throws IOException {
    byte[] bytes = Samples.bytes(reference(true)::write);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        assertThat(EmbeddingReference.read(Samples.input(damaged))).isNotNull();
      } catch (IOException expected) {
        assertThat(expected).as("seed %d", seed).isNotNull();
      }
    }
  }

  @Test
  void theOutputLayerMakesLogits() {
    OutputLayer output = new OutputLayer(new float[][] {{1, 2}, {0, -1}}, new float[] {.5f, 1});
    assertThat(output.logits(new float[] {3, 4})).containsExactly(11.5f, -3);
    assertThatThrownBy(() -> new OutputLayer(new float[][] {{1}, {1, 2}}, new float[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
