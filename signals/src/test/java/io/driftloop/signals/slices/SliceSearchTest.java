package io.driftloop.signals.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SliceSearchTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** The Python package sliceline 0.3.0, Slicefinder(alpha=.9, k=5, max_l=3, min_sup=15). */
  @Test
  void theWorstSlicesAreSlicelines() {
    Planted planted = new Planted();
    SliceOptions options = new SliceOptions(.9, 15, 3, 5, 10_000);
    SliceResult misses = SliceSearch.worst(planted.codes, planted.misses, options);
    assertThat(misses.meanError()).isCloseTo(.165, within(1e-12));
    assertThat(misses.exact()).isTrue();
    assertSlices(
        misses,
        new int[][] {{1, 2, -1, -1}, {1, 2, 1, -1}, {-1, 2, -1, -1}, {1, 2, 0, -1}, {-1, 2, 1, -1}},
        new double[] {
          1.8794258373205743,
          1.135483870967742,
          0.6415584415584414,
          0.4587412587412594,
          0.4363636363636364
        },
        new int[] {57, 31, 140, 26, 75});
    SliceResult losses = SliceSearch.worst(planted.codes, planted.losses, options);
    assertThat(losses.meanError()).isCloseTo(0.08948527831266014, within(1e-9));
    assertSlices(
        losses,
        new int[][] {
          {1, 2, -1, -1}, {1, 2, 0, -1}, {1, 2, 1, -1}, {-1, 2, -1, -1}, {1, -1, -1, -1}
        },
        new double[] {
          1.880921961872114,
          0.8716388983066992,
          0.7919335635721392,
          0.5965657543101883,
          0.394776473382669
        },
        new int[] {57, 26, 31, 140, 208});
    assertThat(losses.slices().get(0).meanError()).isCloseTo(0.37122008632827674, within(1e-9));
  }

  private static void assertSlices(
      SliceResult result, int[][] codes, double[] scores, int[] supports) {
    for (int i = 0; i < codes.length; i++) {
      Slice slice = result.slices().get(i);
      assertThat(slice.predicates()).isEqualTo(predicates(codes[i]));
      assertThat(slice.score()).isCloseTo(scores[i], within(1e-9));
      assertThat(slice.support()).isEqualTo(supports[i]);
      assertThat(slice.errorRatio())
          .isCloseTo(slice.meanError() / result.meanError(), within(1e-9));
    }
    assertThat(result.slices().get(0).pValue()).isLessThan(1e-3);
  }

  private static List<Predicate> predicates(int[] codes) {
    List<Predicate> predicates = new ArrayList<>();
    for (int feature = 0; feature < codes.length; feature++) {
      if (codes[feature] >= 0) {
        predicates.add(new Predicate(feature, codes[feature]));
      }
    }
    return predicates;
  }

  /** The rows that the expected figures above were computed from, by the same generator. */
  private static final class Planted {
    private final int[][] codes = new int[600][];
    private final double[] misses = new double[600];
    private final double[] losses = new double[600];
    private long state = 5;

    Planted() {
      for (int i = 0; i < codes.length; i++) {
        codes[i] = new int[] {(int) (next() * 3), (int) (next() * 4), (int) (next() * 2), 0};
        codes[i][3] = (int) (next() * 5);
        double chance = .1;
        chance += codes[i][0] == 1 && codes[i][1] == 2 ? .5 : 0;
        chance += codes[i][2] == 1 && codes[i][3] == 4 ? .25 : 0;
        misses[i] = next() < chance ? 1 : 0;
        losses[i] = chance * next();
      }
    }

    private double next() {
      state = (state * 1103515245L + 12345) % (1L << 31);
      return state / (double) (1L << 31);
    }
  }

  @RepeatedTest(300)
  void theSearchAgreesWithBruteForce() {
    int rows = 1 + random.nextInt(120);
    int[] cardinalities = random.ints(1 + random.nextInt(5), 1, 5).toArray();
    boolean binary = random.nextBoolean();
    int[][] codes = new int[rows][cardinalities.length];
    double[] errors = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < cardinalities.length; j++) {
        codes[i][j] = random.nextInt(20) == 0 ? -1 : random.nextInt(cardinalities[j]);
      }
      double bias = codes[i][0] == 0 ? .6 : .2;
      errors[i] = binary ? (random.nextDouble() < bias ? 1 : 0) : bias * random.nextDouble() * 100;
    }
    SliceOptions options =
        new SliceOptions(
            .5 + random.nextDouble() / 2,
            1 + random.nextInt(10),
            1 + random.nextInt(5),
            1 + random.nextInt(8),
            100_000);
    SliceResult found = SliceSearch.worst(codes, errors, options);
    List<Scored> expected = bruteForce(codes, errors, cardinalities, options);
    assertThat(found.slices()).as("seed %d", seed).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      Slice slice = found.slices().get(i);
      assertThat(slice.score()).as("seed %d", seed).isCloseTo(expected.get(i).score, within(1e-9));
      assertThat(slice.pValue()).isBetween(0., 1.);
      if (binary) {
        assertThat(slice.predicates()).as("seed %d", seed).isEqualTo(expected.get(i).predicates);
      }
    }
    assertThat(found.exact()).isTrue();
  }

  private record Scored(List<Predicate> predicates, double score) {}

  private static List<Scored> bruteForce(
      int[][] codes, double[] errors, int[] cardinalities, SliceOptions options) {
    double mean = Arrays.stream(errors).average().orElseThrow();
    List<Scored> all = new ArrayList<>();
    int[] slice = new int[cardinalities.length];
    Arrays.fill(slice, -1);
    do {
      List<Predicate> predicates = predicates(slice);
      if (!predicates.isEmpty() && predicates.size() <= options.maximumLevel()) {
        double support = 0;
        double error = 0;
        for (int i = 0; i < codes.length; i++) {
          int[] row = codes[i];
          if (predicates.stream().allMatch(p -> row[p.feature()] == p.code())) {
            support++;
            error += errors[i];
          }
        }
        double score =
            options.alpha() * (error / support / mean - 1)
                - (1 - options.alpha()) * (codes.length / support - 1);
        if (support >= options.minimumSupport() && error > 0 && score > 1e-12) {
          all.add(new Scored(predicates, score));
        }
      }
    } while (advance(slice, cardinalities));
    all.sort(
        Comparator.<Scored>comparingDouble(s -> -Math.rint(s.score * 1e10))
            .thenComparing(s -> s.predicates.size())
            .thenComparing(s -> order(s.predicates), Arrays::compare));
    return all.subList(0, Math.min(options.top(), all.size()));
  }

  private static int[] order(List<Predicate> predicates) {
    return predicates.stream().mapToInt(p -> p.feature() * 100 + p.code()).toArray();
  }

  /** The next slice; −1 stands for no condition on a feature. */
  private static boolean advance(int[] slice, int[] cardinalities) {
    for (int i = 0; i < slice.length; i++) {
      if (++slice[i] < cardinalities[i]) {
        return true;
      }
      slice[i] = -1;
    }
    return false;
  }

  @Test
  void boundsSpareMostOfTheWork() {
    Random fixed = new Random(4);
    int[][] codes = new int[10_000][12];
    double[] errors = new double[codes.length];
    for (int i = 0; i < codes.length; i++) {
      Arrays.setAll(codes[i], j -> fixed.nextInt(10));
      boolean planted = codes[i][3] == 7 && codes[i][8] == 2;
      errors[i] = fixed.nextDouble() < (planted ? .9 : .1) ? 1 : 0;
    }
    SliceOptions options = SliceOptions.defaults(codes.length);
    SliceResult found = SliceSearch.worst(codes, errors, new SliceOptions(.95, 50, 3, 3, 20_000));
    assertThat(options.minimumSupport()).isEqualTo(100);
    assertThat(found.slices().get(0).predicates())
        .containsExactly(new Predicate(3, 7), new Predicate(8, 2));
    assertThat(found.slices().get(0).errorRatio()).isGreaterThan(5);
    assertThat(found.slices().get(0).pValue()).isLessThan(1e-20);
    assertThat(found.evaluated()).isLessThan(7_000);
  }

  /** No slice is worse than another: the correction must hold over all that were looked at. */
  @Test
  void chanceRarelyLooksLikeASlice() {
    Random fixed = new Random(31);
    int trials = 400;
    int[] findings = new int[2];
    for (int trial = 0; trial < trials; trial++) {
      int[][] codes = new int[300][4];
      double[] misses = new double[codes.length];
      double[] losses = new double[codes.length];
      for (int i = 0; i < codes.length; i++) {
        Arrays.setAll(codes[i], j -> fixed.nextInt(3));
        misses[i] = fixed.nextInt(5) == 0 ? 1 : 0;
        losses[i] = -Math.log(1 - fixed.nextDouble());
      }
      SliceOptions options = new SliceOptions(.95, 10, 3, 5, 10_000);
      findings[0] += finds(SliceSearch.worst(codes, misses, options)) ? 1 : 0;
      findings[1] += finds(SliceSearch.worst(codes, losses, options)) ? 1 : 0;
    }
    assertThat(findings[0]).isLessThan(33);
    assertThat(findings[1]).isLessThan(33);
  }

  private static boolean finds(SliceResult result) {
    return result.slices().stream().anyMatch(slice -> slice.pValue() <= .05);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() {
    Planted planted = new Planted();
    int[][] codes = new int[600][];
    double[] misses = new double[600];
    for (int i = 0; i < 600; i++) {
      codes[i] = planted.codes[(i * 7) % 600];
      misses[i] = planted.misses[(i * 7) % 600];
    }
    SliceOptions options = SliceOptions.defaults(600);
    assertThat(SliceSearch.worst(codes, misses, options))
        .isEqualTo(SliceSearch.worst(planted.codes, planted.misses, options));
  }

  @Test
  void aCutSearchSaysSo() {
    Planted planted = new Planted();
    SliceOptions narrow = new SliceOptions(.9, 15, 3, 5, 2);
    assertThat(SliceSearch.worst(planted.codes, planted.misses, narrow).exact()).isFalse();
  }

  @Test
  void degenerateRowsHaveNoSlices() {
    SliceOptions options = new SliceOptions(.9, 1, 3, 3, 100);
    assertThat(SliceSearch.worst(new int[0][], new double[0], options).slices()).isEmpty();
    assertThat(SliceSearch.worst(new int[5][2], new double[5], options).slices()).isEmpty();
    assertThat(SliceSearch.worst(new int[3][0], new double[] {1, 0, 1}, options).slices())
        .isEmpty();
    assertThat(SliceSearch.worst(new int[1][1], new double[] {1}, options).slices()).isEmpty();
    assertThat(SliceSearch.worst(new int[3][1], new double[] {1, 1, 1}, options).slices())
        .isEmpty();
    int[][] missing = {{-1}, {-1}};
    assertThat(SliceSearch.worst(missing, new double[] {1, 0}, options).slices()).isEmpty();
    int[][] two = {{0}, {1}};
    SliceResult huge = SliceSearch.worst(two, new double[] {1e308, 1e308 / 2}, options);
    assertThat(huge.meanError()).isFinite();
    int[][] many = new int[10_000][1];
    Arrays.setAll(many, i -> new int[] {i});
    double[] errors = new double[many.length];
    errors[7] = 1;
    Slice only = SliceSearch.worst(many, errors, new SliceOptions(1, 1, 3, 3, 100)).slices().get(0);
    assertThat(only.predicates()).containsExactly(new Predicate(0, 7));
  }

  @Test
  void mistakesAreNamed() {
    SliceOptions options = SliceOptions.defaults(10);
    assertThatThrownBy(() -> SliceSearch.worst(new int[2][1], new double[1], options))
        .hasMessage("1 errors, expected 2");
    int[][] ragged = {{1}, {1, 2}};
    assertThatThrownBy(() -> SliceSearch.worst(ragged, new double[2], options))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SliceSearch.worst(new int[1][1], new double[] {Double.NaN}, options))
        .hasMessage("an error of NaN is not 0 or more");
    assertThatThrownBy(() -> new SliceOptions(0, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SliceOptions(.5, 0, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
