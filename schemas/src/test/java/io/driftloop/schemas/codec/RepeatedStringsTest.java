package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RepeatedStringsTest {
  private final RepeatedStrings strings = new RepeatedStrings();

  private String read(String text) {
    byte[] bytes = (".." + text + ".").getBytes(StandardCharsets.UTF_8);
    return strings.of(bytes, 2, bytes.length - 1);
  }

  @Test
  void textsInTurnsAreMadeOnce() {
    for (String text : new String[] {"", "a", "model-1", "modèle-2", "x".repeat(128)}) {
      assertThat(read(text)).isEqualTo(text).isSameAs(read(text));
    }
    String first = read("model-1");
    read("model-2");
    assertThat(read("model-1")).isSameAs(first);
  }

  /** Several to a slot, and all of their own text. */
  @Test
  void moreTextsThanSlotsAreReadRight() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 50_000; i++) {
        assertThat(read("model-" + i)).isEqualTo("model-" + i);
      }
    }
  }

  @Test
  void ofLongTextsTheLastOneIsKept() {
    String text = "x".repeat(129);
    String other = "y".repeat(1_000);
    String first = read(text);
    assertThat(read(text)).isEqualTo(text).isSameAs(first);
    assertThat(read(other)).isEqualTo(other).isSameAs(read(other));
    assertThat(read(text)).isEqualTo(text).isNotSameAs(first);
  }
}
