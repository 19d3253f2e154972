package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void quantilesHoldAboutEqualCounts() {
    float[] sample = new float[10_000];
    Random random = new Random(1);
    for (int i = 0; i < sample.length; i++) {
      sample[i] = (float) random.nextGaussian();
    }
    Bins bins = Bins.ofQuantiles(sample, 10);
    assertThat(bins.regular()).isEqualTo(10);
    assertThat(bins.size()).isEqualTo(12);
    int[] counts = new int[bins.size()];
    for (float value : sample) {
      counts[bins.indexOf(value)]++;
    }
    for (int bin = 0; bin < bins.regular(); bin++) {
      assertThat(counts[bin]).isBetween(995, 1005);
    }
    assertThat(counts[bins.missing()] + counts[bins.unseen()]).isZero();
  }

  @Test
  void anEdgeBelongsToTheBinBelowIt() {
    Bins bins = Bins.ofQuantiles(new float[] {1, 2, 3, 4}, 2);
    assertThat(bins.edges()).containsExactly(3f);
    assertThat(bins.indexOf(3f)).isZero();
    assertThat(bins.indexOf(Math.nextUp(3f))).isEqualTo(1);
  }

  @Test
  void aBinIsTheNumberOfEdgesBelow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int count = 0; count < 40; count++) {
      TreeSet<Float> drawn = new TreeSet<>();
      while (drawn.size() < count) {
        drawn.add(random.nextInt(4) == 0 ? random.nextInt(5) - 2f : (float) random.nextGaussian());
      }
      float[] edges = new float[count];
      int i = 0;
      for (float edge : drawn) {
        edges[i++] = edge;
      }
      Bins bins = Bins.ofEdges(edges, Range.UNKNOWN);
      float[] values = Arrays.copyOf(edges, count + 200);
      for (int j = count; j < values.length; j++) {
        values[j] = (float) (3 * random.nextGaussian());
      }
      float[] special = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE};
      System.arraycopy(special, 0, values, count, special.length);
      values[count + special.length] = Float.POSITIVE_INFINITY;
      values[count + special.length + 1] = Float.NEGATIVE_INFINITY;
      for (float value : values) {
        int below = 0;
        for (float edge : edges) {
          below += edge < value ? 1 : 0;
        }
        assertThat(bins.indexOf(value)).as("%s, seed %d", value, seed).isEqualTo(below);
      }
    }
  }

  @Test
  void endBinsAreOpen() {
    Bins bins = Bins.ofQuantiles(new float[] {1, 2, 3, 4}, 2);
    assertThat(bins.indexOf(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(bins.indexOf(-1e30f)).isZero();
    assertThat(bins.indexOf(1e30f)).isEqualTo(1);
    assertThat(bins.indexOf(Float.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(bins.indexOf(Float.NaN)).isEqualTo(bins.missing());
  }

  @Test
  void aConstantHasABinOfItsOwn() {
    float[] sample = new float[100];
    Arrays.fill(sample, 7f);
    assertAtom(Bins.ofQuantiles(sample, 10), 7f);
    assertThat(Bins.ofQuantiles(sample, 10).regular()).isEqualTo(3);
  }

  @Test
  void anAtomHasABinOfItsOwnWhereverItLies() {
    assertAtom(Bins.ofQuantiles(sampleWithAtom(0f), 10), 0f);
    assertAtom(Bins.ofQuantiles(sampleWithAtom(50f), 10), 50f);
    assertAtom(Bins.ofQuantiles(sampleWithAtom(100f), 10), 100f);
  }

  /** Three twentieths of the values at {@code atom}, the others spread over 0 to 100. */
  private static float[] sampleWithAtom(float atom) {
    float[] sample = new float[2_000];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = i < 300 ? atom : (i - 300) / 17f;
    }
    return sample;
  }

  private static void assertAtom(Bins bins, float atom) {
    int bin = bins.indexOf(atom);
    assertThat(bins.indexOf(Math.nextDown(atom))).isNotEqualTo(bin);
    assertThat(bins.indexOf(Math.nextUp(atom))).isNotEqualTo(bin);
  }

  @Test
  void bothZerosAreOneValue() {
    Bins bins = Bins.ofQuantiles(new float[] {-0f, 0f, -0f, 0f, -0f, 1f}, 3);
    assertThat(bins.indexOf(-0f)).isEqualTo(bins.indexOf(0f));
    assertThat(bins.indexOf(-Float.MIN_VALUE)).isNotEqualTo(bins.indexOf(0f));
    Bins negative = Bins.ofQuantiles(new float[] {-0f, -0f, -1f, 1f}, 2);
    assertThat(negative.indexOf(-0f)).isEqualTo(negative.indexOf(0f));
  }

  @Test
  void edgesComeFromFiniteValuesOnly() {
    float[] sample = {Float.NaN, 1, 2, Float.POSITIVE_INFINITY, 3, 4, Float.NEGATIVE_INFINITY};
    assertThat(Bins.ofQuantiles(sample, 2).edges()).containsExactly(3f);
    Bins none = Bins.ofQuantiles(new float[] {Float.NaN, Float.NaN}, 10);
    assertThat(none.regular()).isEqualTo(1);
    assertThat(none.indexOf(5f)).isZero();
    assertThat(Bins.ofQuantiles(new float[0], 10).size()).isEqualTo(3);
  }

  @Test
  void hugeValuesAndSingleRowsAreFine() {
    Bins bins = Bins.ofQuantiles(new float[] {-1e30f, 1e30f, Float.MAX_VALUE}, 3);
    assertThat(bins.indexOf(1e30f)).isLessThan(bins.indexOf(Float.MAX_VALUE));
    assertAtom(Bins.ofQuantiles(new float[] {5}, 10), 5);
    assertThat(Bins.ofQuantiles(new float[] {-Float.MAX_VALUE}, 2).indexOf(0f)).isPositive();
  }

  @Test
  void categoriesHaveABinEachAndAllElseIsUnseen() {
    Bins bins = Bins.ofCategories(3);
    assertThat(bins.categorical()).isTrue();
    assertThat(bins.size()).isEqualTo(5);
    assertThat(bins.indexOf(0f)).isZero();
    assertThat(bins.indexOf(-0f)).isZero();
    assertThat(bins.indexOf(2f)).isEqualTo(2);
    for (float unseen : new float[] {3f, -1f, 1.5f, 1e30f, Float.POSITIVE_INFINITY}) {
      assertThat(bins.indexOf(unseen)).isEqualTo(bins.unseen());
    }
    assertThat(bins.indexOf(Float.NaN)).isEqualTo(bins.missing());
    assertThat(Bins.ofCategories(10_000).indexOf(9_999f)).isEqualTo(9_999);
  }

  @Test
  void uselessBinsAreRefused() {
    assertThatThrownBy(() -> Bins.ofCategories(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bins.ofQuantiles(new float[] {1}, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
