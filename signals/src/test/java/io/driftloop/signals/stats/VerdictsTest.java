package io.driftloop.signals.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Moments;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  @Test
  void quantilesAreTheNormals() {
    assertThat(Verdicts.normalQuantile(0.5)).isCloseTo(0, within(1e-12));
    assertThat(Verdicts.normalQuantile(0.025)).isCloseTo(1.959963985, within(1e-9));
    assertThat(Verdicts.normalQuantile(1e-4)).isCloseTo(3.719016485, within(1e-9));
  }

  @Test
  void equalMeansBreachAsOftenAsAlphaSays() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int trials = 4_000;
    int rose = 0;
    for (int i = 0; i < trials; i++) {
      Moments reference = draw(400, random);
      Moments window = draw(200, random);
      rose += breached(Verdicts.meanRose(SignalKind.LOG_LOSS, reference, window, true, 0, 0.05));
    }
    // Five standard errors of a share of .05 in 4,000 trials are .017.
    assertThat((double) rose / trials).as("seed %d", seed).isCloseTo(0.05, within(0.017));
  }

  private static int breached(Reading reading) {
    return reading.breached() ? 1 : 0;
  }

  private static Moments draw(int rows, Random random) {
    Moments moments = new Moments();
    for (int i = 0; i < rows; i++) {
      moments.add(random.nextDouble());
    }
    return moments;
  }
}
