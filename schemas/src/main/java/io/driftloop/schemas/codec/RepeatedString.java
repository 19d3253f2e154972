package io.driftloop.schemas.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A field of which record after record holds the same text, such as a model's name: the text is
 * made once, so that readers compare and look up one string, which knows its hash.
 */
final class RepeatedString {
  private byte[] encoded = {};
  private String text = "";

  /** The text of these bytes of UTF-8. */
  String of(byte[] bytes, int from, int to) {
    if (!Arrays.equals(bytes, from, to, encoded, 0, encoded.length)) {
      encoded = Arrays.copyOfRange(bytes, from, to);
      text = new String(encoded, StandardCharsets.UTF_8);
    }
    return text;
  }
}
