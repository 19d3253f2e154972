package io.driftloop.jobs.mapping;

import java.io.Serializable;
import java.util.Optional;

/**
 * Where a text of a row comes from: a path in the foreign record, or, written as {@code =text}, the
 * same text for every record.
 *
 * @param path null for a constant
 * @param constant null for a path
 */
record FieldSource(FieldPath path, String constant) implements Serializable {

  /** The same text for every record. */
  static FieldSource constant(String text) {
    return new FieldSource(null, text);
  }

  /**
   * The source that a text means.
   *
   * @throws IllegalArgumentException where the text is neither a path nor a constant
   */
  static FieldSource parse(String text) {
    if (text.startsWith("=")) {
      return constant(text.substring(1));
    }
    return new FieldSource(FieldPath.parse(text), null);
  }

  Optional<FieldPath> pathIfAny() {
    return Optional.ofNullable(path);
  }

  String text(Object document) throws UnmappableException {
    return path == null ? constant : Values.text(path, document);
  }
}
