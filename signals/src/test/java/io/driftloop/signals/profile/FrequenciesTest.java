package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrequenciesTest {

  @Test
  void modelsOfOneSeedShareTheirNumbers() {
    Frequencies first = Frequencies.of(7, 3);
    Frequencies second = Frequencies.of(7, 3);
    assertThat(second).isSameAs(first);
    assertThat(second.lines(2)[1]).isSameAs(first.lines(5)[1]);
    assertThat(Frequencies.of(8, 3)).isNotSameAs(first);
    assertThat(Frequencies.of(7, 4)).isNotSameAs(first);
  }

  /** However many lines each asks for, and in whichever order. */
  @Test
  void numbersFollowFromTheSeedAlone() {
    Frequencies few = Frequencies.of(11, 2);
    few.lines(1);
    float[][] lines = few.lines(4);
    Random random = new Random(11);
    double[] phases = random.doubles(2, 0, 2 * Math.PI).toArray();
    assertThat(few.phases()).containsExactly((float) phases[0], (float) phases[1]);
    for (float[] line : lines) {
      assertThat(line)
          .containsExactly((float) random.nextGaussian(), (float) random.nextGaussian());
    }
  }
}
