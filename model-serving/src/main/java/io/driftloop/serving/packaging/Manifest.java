package io.driftloop.serving.packaging;

import java.util.Map;

/**
 * What a package says of itself.
 *
 * @param format the version of the format
 * @param entries size and hash of every entry but the manifest, by path
 */
record Manifest(int format, String model, String version, Map<String, Content> entries) {
  static final int FORMAT = 1;

  /**
   * One entry.
   *
   * @param size bytes once inflated
   * @param sha256 of these bytes, lower-case hexadecimal
   */
  record Content(long size, String sha256) {
    static Content of(byte[] bytes) {
      return new Content(bytes.length, Sha256.of(bytes));
    }
  }
}
