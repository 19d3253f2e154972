package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.drift.CorrelationShift;
import io.driftloop.signals.drift.PairMoments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairVariancesTest {
  private static final int NUMBERS = 4;

  /** The last but one is a category; the first two go together but in few rows. */
  private static float[] row(Random random) {
    float[] row = new float[NUMBERS + 1];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    row[1] = random.nextInt(50) == 0 ? row[1] : row[0];
    row[2] = random.nextInt(5) == 0 ? Float.NaN : row[2] + row[0];
    row[3] = random.nextInt(3);
    return row;
  }

  private static ReferenceProfile reference(float[][] rows) {
    List<Bins> bins =
        IntStream.rangeClosed(0, NUMBERS)
            .mapToObj(i -> i == 3 ? Bins.ofCategories(3) : Bins.ofQuantiles(column(rows, i), 10))
            .toList();
    ReferenceBuilder builder = new ReferenceBuilder(List.of("a", "b", "c", "d", "e"), bins, 2);
    for (float[] row : rows) {
      builder.addFeatures(row);
    }
    return builder.build();
  }

  private static float[] column(float[][] rows, int i) {
    float[] column = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      column[row] = rows[row][i];
    }
    return column;
  }

  private static float[][] rows(int count) {
    Random random = new Random(5);
    return IntStream.range(0, count).mapToObj(i -> row(random)).toArray(float[][]::new);
  }

  @Test
  void areThoseOfTheBinRanksOfRowsThatHaveBoth() {
    float[][] rows = rows(3_000);
    ReferenceProfile reference = reference(rows);
    PairVariances variances = reference.pairs().orElseThrow();
    int[] features = reference.data().correlation().orElseThrow().features();
    assertThat(features).containsExactly(0, 1, 2, 4);
    for (int i = 0; i < NUMBERS; i++) {
      for (int j = 0; j < i; j++) {
        PairMoments moments = new PairMoments();
        for (float[] row : rows) {
          int x = reference.bins().get(features[i]).indexOf(row[features[i]]);
          int y = reference.bins().get(features[j]).indexOf(row[features[j]]);
          if (Math.max(x, y) < 10) {
            moments.add((2 * x - 9) / 10.0, (2 * y - 9) / 10.0);
          }
        }
        assertThat(variances.of(i, j)).isCloseTo(moments.variance(), within(1e-9));
        assertThat(variances.of(j, i)).isEqualTo(variances.of(i, j));
      }
    }
  }

  @Test
  void areLargeWhereFewRowsBreakAStrongCorrelation() {
    ReferenceProfile reference = reference(rows(3_000));
    double correlation = reference.data().correlation().orElseThrow().correlation(0, 1);
    assertThat(reference.pairs().orElseThrow().of(0, 1))
        .isGreaterThan(5 * CorrelationShift.normalVariance(correlation));
    assertThat(reference.pairs().orElseThrow().of(3, 0)).isCloseTo(1, within(0.1));
  }

  @Test
  void areReadAsWritten() throws IOException {
    ReferenceProfile reference = reference(rows(500));
    byte[] bytes = Samples.bytes(reference::write);
    ReferenceProfile read = ReferenceProfile.read(Samples.input(bytes));
    assertThat(read.pairs().orElseThrow().of(2, 1))
        .isEqualTo(reference.pairs().orElseThrow().of(2, 1));
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    bytes[bytes.length - 8] = (byte) 0xff;
    assertThatThrownBy(() -> ReferenceProfile.read(Samples.input(bytes)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void mustBeOfTheSamePairs() {
    ReferenceProfile reference = reference(rows(100));
    ReferenceProfile other = Samples.reference(100, new Random(1));
    assertThatThrownBy(
            () ->
                new ReferenceProfile(
                    other.names(),
                    other.bins(),
                    other.data(),
                    other.performance(),
                    Optional.empty(),
                    Optional.empty(),
                    reference.pairs()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other pairs");
    assertThatThrownBy(() -> reference.pairs().orElseThrow().of(1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
