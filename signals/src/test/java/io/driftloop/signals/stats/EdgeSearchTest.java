package io.driftloop.signals.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class EdgeSearchTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Gaussian, heavy-tailed, and almost equal edges. */
  @RepeatedTest(30)
  void findsWhatAFullSearchFinds() {
    int spread = random.nextInt(1, 40);
    double[] edges =
        random
            .doubles(random.nextInt(0, 300))
            .map(share -> Math.exp(spread * (share - 0.5)) - 1)
            .sorted()
            .distinct()
            .toArray();
    EdgeSearch search = new EdgeSearch(edges);
    for (double edge : edges) {
      requireRight(search, edges, edge);
      requireRight(search, edges, Math.nextUp(edge));
      requireRight(search, edges, Math.nextDown(edge));
      requireRight(search, edges, edge + random.nextGaussian());
    }
    for (double value : new double[] {0, -1e308, 1e308, Double.POSITIVE_INFINITY}) {
      requireRight(search, edges, value);
      requireRight(search, edges, -value);
    }
  }

  private void requireRight(EdgeSearch search, double[] edges, double value) {
    assertThat(search.below(value))
        .as("seed %d, value %s", seed, value)
        .isEqualTo((int) Arrays.stream(edges).filter(edge -> edge < value).count());
  }

  @Test
  void edgesTooCloseForAGridAreFoundAllTheSame() {
    double[] edges = {0, Double.MIN_VALUE, 2 * Double.MIN_VALUE};
    EdgeSearch search = new EdgeSearch(edges);
    requireRight(search, edges, 0);
    requireRight(search, edges, Double.MIN_VALUE);
    requireRight(search, edges, 1);
    double[] wide = {-Double.MAX_VALUE, 0, Double.MAX_VALUE};
    EdgeSearch all = new EdgeSearch(wide);
    requireRight(all, wide, 1);
    requireRight(all, wide, Double.NEGATIVE_INFINITY);
  }
}
