package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @RepeatedTest(20)
  void isPearsonsOfTheBinsOverRowsThatHaveBoth() {
    List<Bins> bins = List.of(deciles(), Bins.ofCategories(3), deciles(), deciles());
    float[][] rows = new float[200][];
    DataProfile profile = DataProfile.empty(bins, 2);
    for (int i = 0; i < rows.length; i++) {
      float common = (float) random.nextGaussian();
      rows[i] =
          new float[] {
            common, 1, common + (float) random.nextGaussian(), (float) random.nextGaussian()
          };
      for (int feature : new int[] {0, 2, 3}) {
        rows[i][feature] = random.nextInt(5) == 0 ? Float.NaN : rows[i][feature];
      }
      profile.addFeatures(bins, rows[i]);
    }
    RankCorrelation correlation = profile.correlation().orElseThrow();
    assertThat(correlation.features()).containsExactly(0, 2, 3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double[] expected =
            pearson(rows, bins, correlation.features()[i], correlation.features()[j]);
        assertThat(correlation.pairs(i, j)).as("seed %d", seed).isEqualTo((long) expected[0]);
        assertThat(correlation.correlation(i, j))
            .as("seed %d", seed)
            .isCloseTo(expected[1], within(1e-12));
      }
    }
  }

  private Bins deciles() {
    float[] sample = new float[500];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = (float) random.nextGaussian();
    }
    return Bins.ofQuantiles(sample, 10);
  }

  private static double[] pearson(float[][] rows, List<Bins> bins, int a, int b) {
    Moments x = new Moments();
    Moments y = new Moments();
    Moments product = new Moments();
    for (int pass = 0; pass < 2; pass++) {
      for (float[] row : rows) {
        if (!Float.isNaN(row[a]) && !Float.isNaN(row[b])) {
          int binX = bins.get(a).indexOf(row[a]);
          int binY = bins.get(b).indexOf(row[b]);
          if (pass == 0) {
            x.add(binX);
            y.add(binY);
          } else {
            product.add((binX - x.mean()) * (binY - y.mean()));
          }
        }
      }
    }
    double n = x.count();
    double covariance = product.mean() * n / (n - 1);
    return new double[] {n, covariance / Math.sqrt(x.variance() * y.variance())};
  }

  @Test
  void anOutlierCountsNoMoreThanAnEndBin() {
    List<Bins> bins = List.of(deciles(), deciles());
    DataProfile profile = DataProfile.empty(bins, 2);
    for (int i = 0; i < 5_000; i++) {
      float[] row = {(float) random.nextGaussian(), (float) random.nextGaussian()};
      profile.addFeatures(bins, row);
    }
    double before = profile.correlation().orElseThrow().correlation(0, 1);
    assertThat(before).as("seed %d", seed).isBetween(-0.08, 0.08);
    profile.addFeatures(bins, new float[] {1e30f, 1e30f});
    assertThat(profile.correlation().orElseThrow().correlation(0, 1))
        .as("seed %d", seed)
        .isCloseTo(before, within(0.002));
  }

  @Test
  void aFlippedCorrelationShows() {
    List<Bins> bins = List.of(deciles(), deciles());
    for (int sign : new int[] {1, -1}) {
      DataProfile profile = DataProfile.empty(bins, 2);
      for (int i = 0; i < 2_000; i++) {
        double x = random.nextGaussian();
        double y = 0.6 * sign * x + 0.8 * random.nextGaussian();
        profile.addFeatures(bins, new float[] {(float) x, (float) y});
      }
      // Spearman's correlation of a normal pair: 6/π asin(ρ/2) (Pearson, 1907), .58 at ρ = .6.
      assertThat(sign * profile.correlation().orElseThrow().correlation(0, 1))
          .as("seed %d", seed)
          .isCloseTo(6 / Math.PI * Math.asin(0.3), within(0.1));
    }
  }

  @Test
  void theFirstNumbersAreKeptOfMore() {
    List<Bins> bins = Collections.nCopies(40, deciles());
    DataProfile profile = DataProfile.empty(bins, 2);
    assertThat(profile.correlation().orElseThrow().features()).hasSize(RankCorrelation.MOST);
    DataProfile two = DataProfile.empty(bins, 2, 2, 0);
    assertThat(two.correlation().orElseThrow().features()).containsExactly(0, 1);
    assertThat(DataProfile.empty(bins, 2, 0, 0).correlation()).isEmpty();
    assertThatThrownBy(() -> profile.merge(two)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsWrittenContinuesTheSame() throws IOException {
    List<Bins> bins = List.of(deciles(), deciles());
    DataProfile profile = DataProfile.empty(bins, 2);
    profile.addFeatures(bins, new float[] {Float.NaN, 1});
    profile.addFeatures(bins, new float[] {1, 2});
    DataProfile read = DataProfile.read(Samples.input(Samples.bytes(profile::write)));
    for (DataProfile each : List.of(profile, read)) {
      each.addFeatures(bins, new float[] {2, 0});
      each.addFeatures(bins, new float[] {2, Float.NaN});
      assertThat(each.correlation().orElseThrow().pairs(0, 1)).isEqualTo(2);
      assertThat(each.correlation().orElseThrow().pairs(1, 0)).isEqualTo(2);
      assertThat(each.correlation().orElseThrow().pairs(0, 0)).isEqualTo(3);
    }
    assertThat(Samples.bytes(read::write)).isEqualTo(Samples.bytes(profile::write));
  }
}
