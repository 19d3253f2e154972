package io.driftloop.schemas.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A field in which the same texts come again and again, such as a model's name: each is made once,
 * so that readers compare and look up one string, which knows its hash. A text takes the place of
 * another one with its slot, so that no stream of names fills the heap.
 */
final class RepeatedStrings {
  /** A power of two; several times as many as a stream has models, so that few share a slot. */
  private static final int SLOTS = 1 << 13;

  /** Longer texts, as no names are, share a slot, so that one of them is kept at most. */
  private static final int LONGEST = 128;

  private static final int FACTOR = 31;

  private final byte[][] encoded = new byte[SLOTS][];
  private final String[] texts = new String[SLOTS];

  /** The text of these bytes of UTF-8. */
  String of(byte[] bytes, int from, int to) {
    int slot = to - from > LONGEST ? 0 : slot(bytes, from, to);
    byte[] known = encoded[slot];
    if (known == null || !Arrays.equals(bytes, from, to, known, 0, known.length)) {
      encoded[slot] = Arrays.copyOfRange(bytes, from, to);
      texts[slot] = new String(encoded[slot], StandardCharsets.UTF_8);
    }
    return texts[slot];
  }

  private static int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = FACTOR * hash + bytes[i];
    }
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
