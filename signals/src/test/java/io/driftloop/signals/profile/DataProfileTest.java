package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DataProfileTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void valuesOutsideOfTheReferenceAreCounted() {
    float[] sample = new float[101];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = i;
    }
    List<Bins> bins = List.of(Bins.ofQuantiles(sample, 10));
    assertThat(bins.get(0).range()).isEqualTo(new Range(0, 100, 25 - 150, 75 + 150));
    DataProfile profile = DataProfile.empty(bins, 2);
    float infinite = Float.POSITIVE_INFINITY;
    for (float value :
        new float[] {0, 100, -1, -126, 101, 225, 226, infinite, -infinite, Float.NaN}) {
      profile.addFeatures(bins, new float[] {value});
    }
    NumberProfile number = profile.number(0).orElseThrow();
    assertThat(number.values()).isEqualTo(9);
    assertThat(number.moments().count()).isEqualTo(7);
    assertThat(number.moments().mean())
        .isCloseTo((100 - 1 - 126 + 101 + 225 + 226) / 7.0, within(1e-9));
    assertThat(number.below()).isEqualTo(3);
    assertThat(number.above()).isEqualTo(4);
    assertThat(number.outliers()).isEqualTo(4);
  }

  @Test
  void fencesOfMostlyOneValueAreTheRange() {
    float[] sample = {0, 0, 0, 0, 0, 0, 0, 9};
    assertThat(Bins.ofQuantiles(sample, 4).range()).isEqualTo(new Range(0, 9, 0, 9));
    assertThat(Bins.ofQuantiles(new float[0], 4).range()).isEqualTo(Range.UNKNOWN);
    assertThat(Bins.ofCategories(3).range()).isEqualTo(Range.UNKNOWN);
    assertThatThrownBy(() -> new Range(1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scoresFallIntoTwentyBins() {
    DataProfile profile = DataProfile.empty(List.of(), 3);
    profile.addScores(new float[] {1, 0, 0});
    profile.addScores(new float[] {0.12f, 0.6f, 0.28f});
    profile.addScores(new float[] {0.5f, 0.5f, 0});
    ScoreProfile scores = profile.scores();
    assertThat(scores.rows()).isEqualTo(3);
    assertThat(scores.margin().mean()).isCloseTo((1 + 0.32 + 0) / 3, within(1e-6));
    long[] top = scores.topBins();
    assertThat(new long[] {top[19], top[12], top[10]}).containsExactly(1, 1, 1);
    long[] margin = scores.marginBins();
    assertThat(new long[] {margin[19], margin[6], margin[0]}).containsExactly(1, 1, 1);
    assertThat(Scores.margin(new float[] {1})).isEqualTo(1);
    assertThat(Scores.margin(new float[] {0.2f, 0.7f, 0.1f})).isCloseTo(0.5f, within(1e-6f));
  }

  @Test
  void aSlotThatIsNotKeptIsRefused() {
    assertThatThrownBy(() -> DataProfile.empty(List.of(), 2).addSlot(0))
        .hasMessage("slot 0, outside of 0 slots");
  }

  @RepeatedTest(10)
  void anOrderAndASplitChangeNothing() throws IOException {
    ReferenceProfile reference = Samples.reference(500, random);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(Samples.features(random));
    }
    DataProfile one = profile(reference, rows);
    Collections.shuffle(rows, random);
    int cut = random.nextInt(400);
    DataProfile merged = profile(reference, rows.subList(0, cut));
    merged.merge(profile(reference, rows.subList(cut, 400)));
    for (int i = 0; i < 3; i++) {
      assertThat(merged.featureCounts(i)).as("seed %d", seed).isEqualTo(one.featureCounts(i));
    }
    assertThat(merged.slots()).isEqualTo(one.slots());
    assertThat(Samples.bytes(merged.correlation().orElseThrow()::write))
        .as("seed %d", seed)
        .isEqualTo(Samples.bytes(one.correlation().orElseThrow()::write));
    for (int i = 0; i < 2; i++) {
      NumberProfile expected = one.number(i).orElseThrow();
      NumberProfile actual = merged.number(i).orElseThrow();
      assertThat(actual.outliers()).isEqualTo(expected.outliers());
      assertThat(actual.below() + actual.above()).isEqualTo(expected.below() + expected.above());
      assertThat(actual.moments().mean())
          .as("seed %d", seed)
          .isCloseTo(expected.moments().mean(), within(1e-12));
      assertThat(actual.moments().variance())
          .as("seed %d", seed)
          .isCloseTo(expected.moments().variance(), within(1e-9));
    }
    DataProfile read = DataProfile.read(Samples.input(Samples.bytes(one::write)));
    read.addFeatures(reference.bins(), rows.get(0));
    one.addFeatures(reference.bins(), rows.get(0));
    assertThat(Samples.bytes(read::write)).as("seed %d", seed).isEqualTo(Samples.bytes(one::write));
  }

  private static DataProfile profile(ReferenceProfile reference, List<float[]> rows) {
    DataProfile profile = DataProfile.empty(reference.bins(), 2, 32, 7);
    for (float[] row : rows) {
      profile.addFeatures(reference.bins(), row);
      profile.addSlot((int) row[2]);
    }
    return profile;
  }

  @Test
  void hostileInputsGiveFiniteFigures() throws IOException {
    float max = Float.MAX_VALUE;
    float infinite = Float.POSITIVE_INFINITY;
    float[][] samples = {
      {}, {1}, {Float.NaN, Float.NaN}, {3, 3, 3}, {-max, max, (float) 1e308, -infinite, 0}
    };
    for (float[] sample : samples) {
      List<Bins> bins =
          List.of(
              Bins.ofQuantiles(sample, 10), Bins.ofQuantiles(sample, 3), Bins.ofCategories(10_000));
      DataProfile profile = DataProfile.empty(bins, 2);
      assertFinite(profile);
      for (float value : sample) {
        profile.addFeatures(bins, new float[] {value, -value, 9_999});
        assertFinite(profile);
      }
      for (float value : new float[] {Float.NaN, infinite, -infinite, max, -max, 0}) {
        profile.addFeatures(bins, new float[] {value, value, value});
      }
      assertFinite(profile);
      assertFinite(DataProfile.read(Samples.input(Samples.bytes(profile::write))));
    }
  }

  private static void assertFinite(DataProfile profile) {
    for (int i = 0; i < 2; i++) {
      Moments moments = profile.number(i).orElseThrow().moments();
      assertThat(moments.mean()).isFinite();
      assertThat(moments.variance()).isFinite();
    }
    assertThat(profile.correlation().orElseThrow().correlation(0, 1)).isBetween(-1.0, 1.0);
    assertThat(Arrays.stream(profile.featureCounts(2)).sum()).isEqualTo(profile.rows());
  }

  @Test
  void hugeDoublesHaveFiniteMoments() {
    Moments moments = new Moments();
    Moments other = new Moments();
    for (int i = 0; i < 1_000; i++) {
      moments.add(i % 2 == 0 ? 1e308 : -1e308);
      other.add(Double.MAX_VALUE);
    }
    moments.merge(other);
    assertThat(moments.count()).isEqualTo(2_000);
    assertThat(moments.mean()).isFinite().isPositive();
    assertThat(moments.variance()).isFinite();
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> moments.add(value)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
