package io.driftloop.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void writesLittleEndianWithNothingBetween() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Numbers numbers = new Numbers(out)) {
      numbers.integers(1, 256);
      numbers.floats(new float[] {1f});
      numbers.bits(new boolean[] {true, false});
    }
    assertThat(out.toByteArray()).containsExactly(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0x80, 0x3f, 1, 0);
  }
}
