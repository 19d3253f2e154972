package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

class PairSumsTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final int width = 1 + random.nextInt(9);

  private long[] line() {
    return random.longs(width, -1_000, 1_000).toArray();
  }

  /** Whatever the order of the two numbers; merged ones count as often as is said. */
  @RepeatedTest(20)
  void eachPairHasAPlaceOfItsOwn() {
    PairSums sums = new PairSums(width);
    PairSums other = new PairSums(width);
    double[][] expected = new double[width][width];
    double[] expectedSums = new double[width];
    for (int i = 0; i < width; i++) {
      long[] more = line();
      long[] others = line();
      sums.addToProducts(i, more);
      sums.addToSum(i, more[0]);
      other.addToProducts(i, others);
      other.addToSum(i, others[0]);
      expectedSums[i] = more[0] + 3.0 * others[0];
      for (int j = i; j < width; j++) {
        expected[i][j] = more[j] + 3.0 * others[j];
        expected[j][i] = expected[i][j];
      }
    }
    sums.addScaled(other, 3);
    for (int i = 0; i < width; i++) {
      assertThat(sums.sum(i)).as("seed %d", seed).isEqualTo(expectedSums[i]);
      for (int j = 0; j < width; j++) {
        assertThat(sums.product(i, j)).as("seed %d", seed).isEqualTo(expected[i][j]);
      }
    }
  }

  @RepeatedTest(5)
  void whatWasSetIsRead() {
    PairSums sums = new PairSums(width);
    int i = random.nextInt(width);
    int j = random.nextInt(width);
    sums.setSum(i, 5);
    sums.setProduct(i, j, 7);
    assertThat(sums.sum(i)).isEqualTo(5);
    assertThat(sums.product(j, i)).as("seed %d", seed).isEqualTo(7);
  }
}
