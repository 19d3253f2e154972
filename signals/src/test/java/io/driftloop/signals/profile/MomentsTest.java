package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @RepeatedTest(50)
  void agreesWithTheDirectFormulasHoweverSplit() {
    double[] values = random.doubles(1 + random.nextInt(200), -5, 5).map(v -> 1e6 + v).toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    Moments one = new Moments();
    Moments[] parts = {new Moments(), new Moments(), new Moments()};
    for (double value : values) {
      one.add(value);
      parts[random.nextInt(3)].add(value);
    }
    Moments merged = new Moments();
    for (int i : random.nextBoolean() ? new int[] {0, 1, 2} : new int[] {2, 0, 1}) {
      merged.merge(parts[i]);
    }
    for (Moments moments : new Moments[] {one, merged}) {
      assertThat(moments.count()).isEqualTo(values.length);
      assertThat(moments.mean()).as("seed %d", seed).isCloseTo(mean, within(1e-8));
      if (values.length > 1) {
        double variance = squares / (values.length - 1);
        assertThat(moments.variance()).as("seed %d", seed).isCloseTo(variance, within(1e-7));
        assertThat(moments.squaredError())
            .as("seed %d", seed)
            .isCloseTo(variance / values.length, within(1e-7));
      }
    }
  }

  @Test
  void nothingAndOneValueHaveNoVariance() {
    Moments moments = new Moments();
    moments.merge(new Moments());
    assertThat(moments.mean()).isZero();
    assertThat(moments.variance()).isZero();
    assertThat(moments.squaredError()).isZero();
    moments.add(3);
    assertThat(moments.mean()).isEqualTo(3);
    assertThat(moments.variance()).isZero();
    assertThat(moments.squaredError()).isZero();
  }
}
