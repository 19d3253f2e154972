package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.lanes.Lanes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Rows taken in together count as rows taken in one by one. */
class RowBlockTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @RepeatedTest(100)
  void valuesNextToEveryLimitCountAsIfAlone() {
    float[] sample = new float[1 + random.nextInt(60)];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = anyFinite();
    }
    Bins bins = Bins.ofQuantiles(sample, 2 + random.nextInt(30));
    DataProfile profile = DataProfile.empty(List.of(bins), 2);
    RowBlock block = new RowBlock(Lanes.AVAILABLE && random.nextBoolean());
    long[] counts = new long[bins.size()];
    NumberProfile number = new NumberProfile();
    for (int turn = 0; turn < 3; turn++) {
      float[] values = new float[random.nextInt(RowBlock.ROWS + 1)];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(bins);
        counts[bins.indexOf(values[i])]++;
        if (!Float.isNaN(values[i])) {
          number.add(values[i], bins.range());
        }
      }
      profile.addFeatures(List.of(bins), block.take(values, 1, 1, values.length));
    }
    NumberProfile together = profile.number(0).orElseThrow();
    assertThat(profile.featureCounts(0)).as("seed %d", seed).isEqualTo(counts);
    assertThat(together.below()).as("seed %d", seed).isEqualTo(number.below());
    assertThat(together.above()).as("seed %d", seed).isEqualTo(number.above());
    assertThat(together.outliers()).as("seed %d", seed).isEqualTo(number.outliers());
    assertThat(together.values()).as("seed %d", seed).isEqualTo(number.values());
    assertSame(together.moments(), number.moments());
  }

  /** Whatever the edges; what is missing lies halfway. */
  @RepeatedTest(60)
  void ranksAreTwiceTheBin() {
    float[] edges = {-Float.MAX_VALUE, -1, 0, 1e-30f, 5, Float.POSITIVE_INFINITY};
    edges[0] = random.nextBoolean() ? Float.NEGATIVE_INFINITY : edges[0];
    Bins bins = Bins.ofEdges(edges, new Range(-2, 2, -3, 3));
    RowBlock block = new RowBlock(Lanes.AVAILABLE && random.nextBoolean());
    int rows = 1 + random.nextInt(RowBlock.ROWS);
    float[] values = new float[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = value(bins);
    }
    DataProfile.empty(List.of(bins), 2).addFeatures(List.of(bins), block.take(values, 1, 1, rows));
    for (int i = 0; i < rows; i++) {
      int rank = Float.isNaN(values[i]) ? bins.regular() - 1 : 2 * bins.indexOf(values[i]);
      assertThat(block.ranks(0)[i]).as("seed %d: %s", seed, values[i]).isEqualTo(rank);
    }
  }

  private void assertSame(Moments together, Moments alone) {
    double deviation = Math.sqrt(alone.variance());
    assertThat(together.count()).as("seed %d", seed).isEqualTo(alone.count());
    assertThat(together.mean())
        .as("seed %d", seed)
        .isCloseTo(alone.mean(), within(1e-12 * (deviation + Math.abs(alone.mean()))));
    assertThat(together.variance())
        .as("seed %d", seed)
        .isCloseTo(alone.variance(), within(1e-9 * alone.variance()));
  }

  /** Of each size, at each limit and beside it, and now and then nothing or without end. */
  private float value(Bins bins) {
    float[] edges = bins.edges();
    Range range = bins.range();
    float[] ends = {range.low(), range.high(), range.lowFence(), range.highFence(), 0f, -0f};
    float limit =
        edges.length > 0 && random.nextBoolean()
            ? edges[random.nextInt(edges.length)]
            : ends[random.nextInt(ends.length)];
    return switch (random.nextInt(12)) {
      case 0 -> Float.NaN;
      case 1 -> Math.copySign(Float.POSITIVE_INFINITY, random.nextInt());
      case 2, 3, 4 -> limit;
      case 5, 6 -> Math.nextDown(limit);
      case 7, 8 -> Math.nextUp(limit);
      default -> anyFinite();
    };
  }

  private float anyFinite() {
    if (random.nextInt(4) == 0) {
      return random.nextInt(3);
    }
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : random.nextFloat();
  }

  /** Rows of three profiles in turns, of two widths, each with numbers behind it that are not. */
  @RepeatedTest(40)
  void rowsOfOneArrayCountAsThoseAddedOneByOne() {
    RowBlock block = new RowBlock(Lanes.AVAILABLE && random.nextBoolean());
    List<List<Bins>> bins = List.of(normal(2), normal(5), normal(2));
    List<DataProfile> filled = bins.stream().map(each -> DataProfile.empty(each, 2)).toList();
    List<DataProfile> alone = bins.stream().map(each -> DataProfile.empty(each, 2)).toList();
    for (int turn = 0; turn < 12; turn++) {
      int which = random.nextInt(3);
      int width = bins.get(which).size();
      int stride = width + random.nextInt(3);
      int count = random.nextInt(RowBlock.ROWS + 1);
      float[] values = new float[count * stride];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(40) == 0 ? Float.NaN : (float) random.nextGaussian();
      }
      filled.get(which).addFeatures(bins.get(which), block.take(values, width, stride, count));
      for (int i = 0; i < count; i++) {
        float[] row = Arrays.copyOfRange(values, i * stride, i * stride + width);
        alone.get(which).addFeatures(bins.get(which), row);
      }
    }
    for (int which = 0; which < 3; which++) {
      assertSame(filled.get(which), alone.get(which));
    }
  }

  private static List<Bins> normal(int features) {
    return Collections.nCopies(
        features, Bins.ofEdges(new float[] {-1, 0, 1}, new Range(-2, 2, -3, 3)));
  }

  private void assertSame(DataProfile shared, DataProfile alone) {
    assertThat(shared.rows()).as("seed %d", seed).isEqualTo(alone.rows());
    for (int i = 0; i < alone.features(); i++) {
      assertThat(shared.featureCounts(i)).as("seed %d", seed).isEqualTo(alone.featureCounts(i));
      assertSame(shared.number(i).orElseThrow().moments(), alone.number(i).orElseThrow().moments());
      for (int j = 0; j < alone.features(); j++) {
        assertThat(shared.correlation().orElseThrow().correlation(i, j))
            .as("seed %d", seed)
            .isEqualTo(alone.correlation().orElseThrow().correlation(i, j));
      }
    }
  }

  @Test
  void aNarrowSpreadFarFromZeroKeepsItsVariance() {
    List<Bins> bins = List.of(Bins.ofEdges(new float[] {0}, Range.UNKNOWN));
    DataProfile profile = DataProfile.empty(bins, 2);
    for (int i = 0; i < 1_000; i++) {
      profile.addFeatures(bins, new float[] {1e7f + i % 2});
    }
    assertThat(profile.number(0).orElseThrow().moments().mean()).isCloseTo(1e7 + 0.5, within(1e-6));
    assertThat(profile.number(0).orElseThrow().moments().variance())
        .isCloseTo(0.25 * 1_000 / 999, within(1e-9));
  }
}
