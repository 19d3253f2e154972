package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.lanes.Lanes;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

class RankProductsTest {
  private static final int MOST = 10;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Few bins, more than fit beside each other for all rows, and more than fit at all. */
  @RepeatedTest(120)
  void sumsAreThoseOfTheRanksOneByOne() {
    RankProducts products = new RankProducts(Lanes.AVAILABLE && random.nextBoolean());
    int width = 1 + random.nextInt(MOST);
    PairSums sums = new PairSums(width);
    double[] expectedSums = new double[width];
    double[][] expected = new double[width][width];
    for (int block = 0; block < 3; block++) {
      int[][] ranks = ranks(products, width, new int[] {4, 40, 5_000}[random.nextInt(3)]);
      products.addTo(sums);
      for (int i = 0; i < width; i++) {
        for (int row = 0; row < products.rows(); row++) {
          expectedSums[i] += ranks[i][row];
          for (int j = 0; j < width; j++) {
            expected[i][j] += (double) ranks[i][row] * ranks[j][row];
          }
        }
      }
    }
    for (int i = 0; i < width; i++) {
      assertThat(sums.sum(i)).as("seed %d", seed).isEqualTo(expectedSums[i]);
      for (int j = 0; j < width; j++) {
        assertThat(sums.product(i, j)).as("seed %d", seed).isEqualTo(expected[i][j]);
      }
    }
  }

  private int[][] ranks(RankProducts products, int width, int mostBins) {
    int rows = random.nextInt(RowBlock.ROWS + 1);
    int[][] ranks = new int[width][rows];
    products.begin(width, rows);
    for (int i = 0; i < width; i++) {
      int regular = 1 + random.nextInt(mostBins);
      int[] moved = new int[RowBlock.ROWS];
      int[] bits = new int[RowBlock.ROWS];
      for (int row = 0; row < rows; row++) {
        boolean gap = random.nextInt(10) == 0;
        int bin = random.nextInt(regular);
        bits[row] = Float.floatToRawIntBits(gap ? Float.NaN : bin);
        moved[row] = gap ? regular - 1 : 2 * bin;
        ranks[i][row] = gap ? 0 : 2 * bin + 1 - regular;
      }
      products.set(i, moved, bits, regular);
      for (int row = 0; row < rows; row++) {
        assertThat(products.missing(i, row))
            .isEqualTo(Float.isNaN(Float.intBitsToFloat(bits[row])));
        assertThat(products.rank(i, row)).as("seed %d", seed).isEqualTo(ranks[i][row]);
      }
    }
    return ranks;
  }
}
