package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FarAboveTest {
  private static final double[] LEVELS = {0.01, 1e-3, 1e-4, 1e-5};
  private static final int TRIALS = 100;

  private final long seed = 20_261_127;
  private final Random random = new Random(seed);

  /**
   * Where the quick p-value of G stands in, the exact one is above the level, too; that of the
   * distance is never too small. Windows are tilted, so that many lie around the border.
   */
  @Test
  void whatStandsInIsAboveTheLevelAsTheExactOneIs() {
    int quick = 0;
    for (double[] shares : shares()) {
      for (int trial = 0; trial < TRIALS; trial++) {
        long[] reference = Draws.histogram(shares, 1_000 * (1 + random.nextInt(5)), random);
        long[] window = Draws.histogram(tilted(shares), 100 * (1 + random.nextInt(10)), random);
        for (double level : LEVELS) {
          quick += requireAbove(reference, window, level);
        }
      }
    }
    assertThat(quick).as("seed %d", seed).isGreaterThan(2 * TRIALS);
  }

  private int requireAbove(long[] reference, long[] window, double level) {
    String what = "seed %d, %s, level %s".formatted(seed, Arrays.toString(window), level);
    PooledCounts pooled = new PooledCounts(reference, window);
    double g = Divergence.g(reference, window);
    double exactG = NullLaw.of(BinTerm.G, pooled).tail(g);
    OptionalDouble quickG = FarAbove.g(g, pooled, level);
    quickG.ifPresent(p -> assertThat(exactG).as(what).isGreaterThan(level));
    double distance = KolmogorovSmirnov.distance(reference, window);
    double exact = KolmogorovSmirnov.law(reference, window).tail(distance);
    FarAbove.kolmogorovSmirnov(distance, pooled, level)
        .ifPresent(p -> assertThat(p).as(what).isGreaterThanOrEqualTo(0.999 * exact));
    boolean alarm = HistogramDrift.orderedPValue(reference, window, 1, level) <= level;
    boolean exactly = 2 * Math.min(exactG, exact) <= level;
    assertThat(alarm).as(what).isEqualTo(exactly);
    return quickG.isPresent() ? 1 : 0;
  }

  private static double[][] shares() {
    double[] halving = new double[20];
    Arrays.setAll(halving, bin -> Math.pow(0.5, bin + 1));
    return new double[][] {
      Draws.equalShares(2),
      Draws.equalShares(10),
      Draws.equalShares(20),
      Draws.rareShares(10),
      halving
    };
  }

  private double[] tilted(double[] shares) {
    double strength = random.nextDouble() * 0.8;
    double[] tilted = shares.clone();
    for (int bin = 0; bin < tilted.length; bin++) {
      tilted[bin] *= Math.exp(strength * (random.nextDouble() - 0.5));
    }
    return tilted;
  }

  @Test
  void sparseBinsAndWhatIsInDoubtAreLeftToTheExactLaws() {
    PooledCounts many = new PooledCounts(new long[] {500, 500}, new long[] {50, 50});
    assertThat(FarAbove.g(0.1, many, 1e-3)).isPresent();
    assertThat(FarAbove.g(5, many, 1e-3)).isEmpty();
    assertThat(FarAbove.kolmogorovSmirnov(0.01, many, 1e-3)).hasValue(1);
    assertThat(FarAbove.kolmogorovSmirnov(0.2, many, 1e-3)).isEmpty();
    PooledCounts sparse = new PooledCounts(new long[] {1_000, 20}, new long[] {100, 3});
    assertThat(FarAbove.g(0.1, sparse, 1e-3)).isEmpty();
    assertThat(FarAbove.kolmogorovSmirnov(0.01, sparse, 1e-3)).isEmpty();
  }
}
