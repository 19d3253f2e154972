package io.driftloop.signals.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContributionTest {
  private static final double[] EXTREMES = {
    Double.NaN,
    0,
    -1,
    1e-300,
    1e308,
    -1e308,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0.3,
    5
  };

  @Test
  void sharesAreOfTheExcessOverChance() {
    List<Contribution> ranked =
        Contribution.rank(
            List.of(change("a", 0.11, 0.01), change("b", 0.31, 0.01), change("c", 0.005, 0.01)));
    assertThat(ranked).extracting(Contribution::feature).containsExactly("b", "a", "c");
    assertThat(ranked.get(0).share()).isCloseTo(0.75, within(1e-12));
    assertThat(ranked.get(1).share()).isCloseTo(0.25, within(1e-12));
    assertThat(ranked.get(2).share()).isZero();
  }

  @Test
  void importanceWeighs() {
    List<Contribution> ranked =
        Contribution.rank(
            List.of(
                new FeatureChange("a", 0.2, 0, 3),
                new FeatureChange("b", 0.2, 0, 1),
                new FeatureChange("unknown", 0.2, 0, Double.NaN)));
    assertThat(ranked).extracting(Contribution::feature).containsExactly("a", "unknown", "b");
    assertThat(ranked.get(0).share()).isCloseTo(0.5, within(1e-12));
    assertThat(ranked.get(1).share()).isCloseTo(1.0 / 3, within(1e-12));
  }

  @Test
  void equalSharesWhereNothingChanged() {
    assertThat(Contribution.rank(List.of(change("b", 0, 0.1), change("a", 0, 0.1))))
        .containsExactly(new Contribution("a", 0.5), new Contribution("b", 0.5));
    assertThat(Contribution.rank(List.of())).isEmpty();
  }

  @Test
  void sharesAreFiniteSumToOneAndKnowNoOrder() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<FeatureChange> changes = new ArrayList<>();
      int features = 1 + random.nextInt(40);
      for (int i = 0; i < features; i++) {
        changes.add(new FeatureChange("f" + i, extreme(random), extreme(random), extreme(random)));
      }
      List<Contribution> ranked = Contribution.rank(changes);
      assertThat(ranked).as("seed %d", seed).hasSize(features);
      assertThat(ranked).allSatisfy(share -> assertThat(share.share()).isBetween(0.0, 1.0));
      assertThat(ranked.stream().mapToDouble(Contribution::share).sum())
          .as("seed %d", seed)
          .isCloseTo(1, within(1e-9));
      Collections.shuffle(changes, random);
      List<Contribution> shuffled = Contribution.rank(changes);
      for (int i = 0; i < features; i++) {
        assertThat(shuffled.get(i).share())
            .as("seed %d", seed)
            .isCloseTo(ranked.get(i).share(), within(1e-9));
      }
    }
  }

  @Test
  void psiOfNoChangeIsAsLargeAsExpectedOnAverage() {
    assertThat(FeatureChange.psiNullExpectation(1000, 500, 11)).isCloseTo(0.03, within(1e-12));
    assertThat(FeatureChange.psiNullExpectation(0, 500, 11)).isZero();
  }

  private static FeatureChange change(String feature, double divergence, double expected) {
    return new FeatureChange(feature, divergence, expected, Double.NaN);
  }

  private static double extreme(Random random) {
    return random.nextBoolean() ? random.nextDouble() : EXTREMES[random.nextInt(EXTREMES.length)];
  }
}
