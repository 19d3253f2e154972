package io.driftloop.signals.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.FourierFeatures;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReferenceScanTest {
  private static final int[] CATEGORIES = {0, 0, Samples.CATEGORIES};

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void smallSamplesGiveTheSameBinsAsRows() {
    for (int rows : new int[] {0, 1, 7, 100, 4_000}) {
      ReferenceScan scan = new ReferenceScan(CATEGORIES);
      ReferenceScan other = new ReferenceScan(CATEGORIES);
      float[][] columns = new float[2][rows];
      for (int i = 0; i < rows; i++) {
        float[] row = Samples.features(random);
        columns[0][i] = row[0];
        columns[1][i] = row[1];
        (random.nextBoolean() ? scan : other).add(row);
      }
      scan.merge(other);
      for (int i = 0; i < 4; i++) {
        int wanted = i < 2 ? 8 : 10;
        Bins expected = Bins.ofQuantiles(columns[i % 2], wanted);
        Bins actual = scan.bins(wanted).get(i % 2);
        assertThat(actual.edges()).as("seed %d, %d rows", seed, rows).isEqualTo(expected.edges());
      }
      assertThat(scan.bins(8).get(2).regular()).isEqualTo(Samples.CATEGORIES);
    }
  }

  @Test
  void anyNumberOfRowsGivesBinsOfAboutEqualCounts() throws IOException {
    int rows = 100_000;
    ReferenceScan scan = new ReferenceScan(CATEGORIES);
    Random first = new Random(seed);
    for (int i = 0; i < rows; i++) {
      scan.add(Samples.features(first));
    }
    FourierFeatures map = scan.fourier(5, 16);
    ReferenceBuilder builder =
        new ReferenceBuilder(Samples.NAMES, scan.bins(10), 2).withFourier(map);
    Random second = new Random(seed);
    for (int i = 0; i < rows; i++) {
      builder.addFeatures(Samples.features(second));
    }
    for (int i = 0; i < 100; i++) {
      float[] scores = Samples.scores(second);
      builder.addScores(scores);
      builder.addLabel(scores, 0);
    }
    ReferenceProfile reference = builder.build();
    long[] counts = reference.data().featureCounts(0);
    for (int bin = 0; bin < 10; bin++) {
      assertThat(counts[bin]).as("seed %d", seed).isBetween(9_300L, 10_500L);
    }
    assertThat(reference.data().number(1).orElseThrow().below()).isZero();
    assertThat(reference.data().number(1).orElseThrow().above()).isZero();
    assertThat(reference.performance().rows()).isEqualTo(100);
    assertThat(reference.fourier().orElseThrow().profile().rows()).isEqualTo(rows);
    byte[] bytes = Samples.bytes(reference::write);
    ReferenceProfile read = ReferenceProfile.read(Samples.input(bytes));
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    assertThatThrownBy(() -> builder.withFourier(map)).hasMessage("rows were added already");
  }

  @Test
  void hostileRowsAreFine() {
    for (float[] sample :
        new float[][] {
          {},
          {1},
          {Float.NaN},
          {5, 5, 5},
          {-Float.MAX_VALUE, Float.MAX_VALUE, Float.POSITIVE_INFINITY}
        }) {
      ReferenceScan scan = new ReferenceScan(new int[] {0, 10_000});
      for (float value : sample) {
        scan.add(new float[] {value, value});
      }
      List<Bins> bins = scan.bins(10);
      ReferenceBuilder builder =
          new ReferenceBuilder(List.of("number", "category"), bins, 2)
              .withFourier(scan.fourier(1, 4));
      for (float value : sample) {
        builder.addFeatures(new float[] {value, value});
      }
      assertThat(builder.build().fourier().orElseThrow().profile().mean())
          .doesNotContain(Double.NaN);
    }
    assertThatThrownBy(() -> new ReferenceScan(CATEGORIES).add(new float[2]))
        .hasMessage("2 features, expected 3");
    assertThatThrownBy(() -> new ReferenceScan(CATEGORIES).merge(new ReferenceScan(new int[1])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ReferenceScan(CATEGORIES).bins(1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
