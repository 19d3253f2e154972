package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FourierTest {
  private static final FourierScale NUMBER = new FourierScale(0, 0, 1, 2);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Twice the mean product of two rows' features, over many maps, is the Gaussian kernel. */
  @Test
  void productsAverageToTheKernel() {
    float[] x = {0.5f, -1, 0.2f, 1};
    float[] y = {-0.5f, 1, 0.7f, 2};
    List<FourierScale> scales = List.of(NUMBER, NUMBER, NUMBER, new FourierScale(4, 0, 1, 1.5));
    double sum = 0;
    int maps = 400;
    for (int map = 0; map < maps; map++) {
      FourierFeatures features = new FourierFeatures(map, FourierFeatures.MOST, scales);
      float[] first = map(features, x);
      float[] second = map(features, y);
      for (int k = 0; k < first.length; k++) {
        sum += first[k] * second[k] * FourierFeatures.UNIT * FourierFeatures.UNIT;
      }
    }
    double distance = 1 + 4 + 0.25 + 2;
    double kernel = Math.exp(-distance / 2 / 7.5);
    // 25,600 products whose deviation is below 1/2.
    assertThat(2 * sum / maps / FourierFeatures.MOST).isCloseTo(kernel, within(0.02));
  }

  private static float[] map(FourierFeatures features, float[] row) {
    float[] mapped = new float[features.dimension()];
    features.add(row, new FourierRow(), mapped);
    return mapped;
  }

  /** Numbers and categories, some missing, some far out. */
  @RepeatedTest(30)
  void lanesAndLoopsAgreeToTheLastBit() {
    List<FourierScale> scales = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(40); i++) {
      boolean category = random.nextInt(5) == 0;
      double centre = random.nextGaussian() * Math.pow(10, random.nextInt(10));
      scales.add(new FourierScale(category ? 9 : 0, centre, random.nextDouble(0.1, 10), 2));
    }
    FourierFeatures map = new FourierFeatures(random.nextInt(), 32, scales);
    float[] lanes = new float[32];
    float[] loops = new float[32];
    for (int row = 0; row < 50; row++) {
      float[] features = new float[scales.size()];
      for (int i = 0; i < features.length; i++) {
        features[i] = value(scales.get(i));
      }
      map.add(features, new FourierRow(), lanes);
      map.addInLoops(features, new FourierRow(), loops);
      assertThat(lanes).as("seed %d", seed).containsExactly(loops);
    }
  }

  private float value(FourierScale scale) {
    return switch (random.nextInt(9)) {
      case 0 -> Float.NaN;
      case 1 -> Math.copySign(Float.POSITIVE_INFINITY, random.nextInt());
      default ->
          scale.categories() > 0
              ? random.nextInt(12)
              : (float) (scale.centre() + 3 * random.nextGaussian() * scale.deviation());
    };
  }

  @Test
  void manyRowsAddUpExactly() {
    FourierFeatures map = new FourierFeatures(7, 32, List.of(NUMBER));
    FourierProfile window = FourierProfile.emptyWindow(32);
    int rows = 10_000;
    for (int i = 0; i < rows; i++) {
      window.add(map, new float[] {0});
    }
    float[] one = map(map, new float[] {0});
    for (int k = 0; k < one.length; k++) {
      assertThat(window.mean()[k]).isEqualTo(rows * (double) one[k] / rows * FourierFeatures.UNIT);
    }
  }

  @Test
  void mergingIsOnePassToTheLastBit() throws IOException {
    FourierFeatures map = new FourierFeatures(7, 32, Collections.nCopies(5, NUMBER));
    FourierProfile one = FourierProfile.empty(32);
    FourierProfile[] parts = {FourierProfile.empty(32), FourierProfile.empty(32)};
    for (int i = 0; i < 500; i++) {
      float[] row = new float[5];
      for (int j = 0; j < 5; j++) {
        row[j] = random.nextInt(9) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
      one.add(map, row);
      parts[random.nextInt(2)].add(map, row);
    }
    parts[1].merge(parts[0]);
    byte[] bytes = Samples.bytes(one::write);
    assertThat(Samples.bytes(parts[1]::write)).as("seed %d", seed).isEqualTo(bytes);
    FourierProfile read = FourierProfile.read(Samples.input(bytes));
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    assertThat(read.rows()).isEqualTo(500);
  }

  @Test
  void cosinesAreRightFarBelowAUnit() {
    for (int i = 0; i < 100_000; i++) {
      float x = (float) random.nextDouble(-60, 60);
      assertThat((double) FourierFeatures.cosine(x))
          .as("seed %d", seed)
          .isCloseTo(Math.cos(x), within(1e-5));
    }
  }

  /** What an operator of the version before held goes on in a window that keeps no covariance. */
  @Test
  void windowsKeepTheMeanOfTheSameRowsAndNoCovariance() throws IOException {
    FourierFeatures map = new FourierFeatures(7, 32, Collections.nCopies(5, NUMBER));
    FourierProfile whole = FourierProfile.empty(32);
    FourierProfile window = FourierProfile.emptyWindow(32);
    for (int i = 0; i < 100; i++) {
      float[] row = {(float) random.nextGaussian(), i, Float.NaN, 1, (float) random.nextGaussian()};
      whole.add(map, row);
      window.add(map, row);
    }
    assertThat(window.mean()).containsExactly(whole.mean());
    assertThatThrownBy(window::covariance).isInstanceOf(IllegalStateException.class);
    FourierProfile read = FourierProfile.read(Samples.input(Samples.bytes(window::write)));
    assertThat(read.mean()).containsExactly(whole.mean());
    assertThatThrownBy(read::covariance).isInstanceOf(IllegalStateException.class);
    for (boolean windowFirst : new boolean[] {true, false}) {
      FourierProfile first = windowFirst ? again(window) : again(whole);
      first.merge(windowFirst ? whole : window);
      assertThat(first.rows()).isEqualTo(200);
      assertThat(first.mean()).containsExactly(whole.mean());
      assertThatThrownBy(first::covariance).isInstanceOf(IllegalStateException.class);
    }
  }

  private static FourierProfile again(FourierProfile profile) throws IOException {
    return FourierProfile.read(Samples.input(Samples.bytes(profile::write)));
  }

  @Test
  void meanAndCovarianceAreThoseOfTheRows() {
    FourierFeatures map = new FourierFeatures(3, 2, List.of(NUMBER));
    FourierProfile profile = FourierProfile.empty(2);
    Moments first = new Moments();
    Moments sum = new Moments();
    Moments second = new Moments();
    for (int i = 0; i < 300; i++) {
      float[] features = {(float) random.nextGaussian()};
      profile.add(map, features);
      float[] row = map(map, features);
      first.add(row[0] * FourierFeatures.UNIT);
      second.add(row[1] * FourierFeatures.UNIT);
      sum.add((row[0] + row[1]) * FourierFeatures.UNIT);
    }
    assertThat(profile.mean()[0]).isCloseTo(first.mean(), within(1e-12));
    double[][] covariance = profile.covariance();
    assertThat(covariance[0][0]).isCloseTo(first.variance(), within(1e-12));
    assertThat(covariance[1][0])
        .isEqualTo(covariance[0][1])
        .isCloseTo((sum.variance() - first.variance() - second.variance()) / 2, within(1e-12));
  }

  /** Marginals stay standard normal; only the correlation turns round. */
  @Test
  void aFlippedCorrelationMovesTheMean() {
    FourierFeatures map = new FourierFeatures(1, 32, List.of(NUMBER, NUMBER));
    FourierProfile reference = pairs(map, 0.8);
    assertThat(distance(reference, pairs(map, 0.8))).as("seed %d", seed).isLessThan(0.03);
    assertThat(distance(reference, pairs(map, -0.8))).as("seed %d", seed).isGreaterThan(0.1);
  }

  private FourierProfile pairs(FourierFeatures map, double correlation) {
    FourierProfile profile = FourierProfile.empty(32);
    for (int i = 0; i < 20_000; i++) {
      double x = random.nextGaussian();
      double y = correlation * x + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
      profile.add(map, new float[] {(float) x, (float) y});
    }
    return profile;
  }

  private static double distance(FourierProfile a, FourierProfile b) {
    double sum = 0;
    for (int i = 0; i < a.dimension(); i++) {
      sum += Math.pow(a.mean()[i] - b.mean()[i], 2);
    }
    return Math.sqrt(sum / a.dimension());
  }

  @Test
  void hostileRowsGiveFiniteFigures() {
    List<FourierScale> scales =
        List.of(NUMBER, new FourierScale(0, 1e30, 1e-6, 0), new FourierScale(10_000, 0, 1, 1));
    FourierFeatures map = new FourierFeatures(1, 8, scales);
    FourierProfile profile = FourierProfile.empty(8);
    assertThat(profile.mean()).containsOnly(0);
    assertThat(profile.covariance()[0]).containsOnly(0);
    float infinite = Float.POSITIVE_INFINITY;
    for (float value :
        new float[] {Float.NaN, infinite, -infinite, Float.MAX_VALUE, -1, 0, 9_999, 1e9f}) {
      profile.add(map, new float[] {value, value, value});
      for (double mean : profile.mean()) {
        assertThat(mean).isBetween(-1.0, 1.0);
      }
      for (double[] line : profile.covariance()) {
        for (double covariance : line) {
          assertThat(covariance).isFinite();
        }
      }
    }
  }

  @Test
  void unfitInputIsRefused() {
    FourierFeatures map = new FourierFeatures(1, 8, List.of(NUMBER));
    FourierProfile profile = FourierProfile.empty(8);
    assertThatThrownBy(() -> profile.add(map, new float[2])).hasMessage("2 features, expected 1");
    assertThatThrownBy(() -> FourierProfile.empty(9).add(map, new float[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> profile.merge(FourierProfile.empty(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FourierReference(map, FourierProfile.empty(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FourierFeatures(1, 65, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FourierProfile.empty(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FourierScale(0, Double.NaN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
