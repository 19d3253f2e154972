package io.driftloop.benchmarks.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private static final int LATENCIES = 100_000;

  @Test
  void quantilesAreThoseOfTheSortedLatencies() {
    LatencyHistogram histogram = new LatencyHistogram();
    Random random = new Random(4);
    long[] latencies = new long[LATENCIES];
    for (int i = 0; i < LATENCIES; i++) {
      latencies[i] = (long) Math.exp(12 + 2 * random.nextGaussian());
      histogram.add(latencies[i]);
    }
    Arrays.sort(latencies);
    assertThat(histogram.count()).isEqualTo(LATENCIES);
    for (double share : new double[] {0, .01, .5, .99, .999}) {
      assertThat(histogram.quantile(share))
          .isCloseTo(latencies[(int) (LATENCIES * share)], withinPercentage(1));
    }
  }

  @Test
  void zeroAndBelowCountAsZero() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.add(0);
    histogram.add(-5);
    assertThat(histogram.quantile(.5)).isZero();
  }
}
