package io.driftloop.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {
  @Test
  void whatIsFilledOnceInTheFirstQuarterIsFlat() {
    assertThat(course(i -> i < 10 ? i * 50 : 500).flat()).isTrue();
  }

  @Test
  void whatGoesUpAndDownIsFlat() {
    assertThat(course(i -> 500 + 100 * (i % 3)).flat()).isTrue();
  }

  @Test
  void whatGrowsToTheEndIsNot() {
    assertThat(course(i -> 500 + 4 * i).flat()).isFalse();
  }

  @Test
  void ofSomethingSmallAFewMebibytesMoreAreFlat() {
    assertThat(course(i -> i / 5.0).flat()).isTrue();
  }

  @Test
  void aShortRunIsJudgedToo() {
    assertThat(new Course("heap", "MiB", new double[] {100}).flat()).isTrue();
    assertThat(new Course("heap", "MiB", new double[] {100, 100, 200, 300}).flat()).isFalse();
  }

  private static Course course(IntToDoubleFunction value) {
    return new Course("heap", "MiB", IntStream.range(0, 40).mapToDouble(value).toArray());
  }
}
