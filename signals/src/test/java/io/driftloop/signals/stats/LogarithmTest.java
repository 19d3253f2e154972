package io.driftloop.signals.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LogarithmTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void isTheLogarithmOfNumbersOfEverySize() {
    for (int i = 0; i < 100_000; i++) {
      double x = Math.exp(random.nextDouble(-700, 700));
      double log = Math.log(x);
      assertThat(Logarithm.of(x)).as("seed %d", seed).isCloseTo(log, within(1e-13 * scale(log)));
    }
  }

  @Test
  void isTheLogarithmOfShares() {
    for (int i = 0; i < 100_000; i++) {
      double x = random.nextFloat();
      double log = Math.log(x);
      assertThat(Logarithm.of(x)).as("seed %d", seed).isCloseTo(log, within(1e-13 * scale(log)));
    }
  }

  private static double scale(double log) {
    return Math.max(1, Math.abs(log));
  }

  @Test
  void whatIsNoNormalNumberIsAsInTheStandardLibrary() {
    for (double x :
        new double[] {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
      assertThat(Double.valueOf(Logarithm.of(x))).isEqualTo(Double.valueOf(Math.log(x)));
    }
    assertThat(Logarithm.of(1)).isCloseTo(0, within(1e-13));
    assertThat(Logarithm.of(Double.MAX_VALUE)).isCloseTo(Math.log(Double.MAX_VALUE), within(1e-10));
  }
}
