package io.driftloop.jobs.mapping;

import io.driftloop.jobs.io.RejectedException;
import io.driftloop.schemas.ErrorCode;

/** Says what a foreign record lacks that the mapping needs: the path, and what is there instead. */
final class Unmappable {
  private static final int SHOWN_CHARACTERS = 60;

  private Unmappable() {}

  static RejectedException missing(FieldPath path) {
    return new RejectedException(ErrorCode.UNMAPPABLE, "%s is missing".formatted(path));
  }

  static RejectedException notA(String wanted, FieldPath path, Object value) {
    String text = String.valueOf(value);
    String shown =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    return new RejectedException(
        ErrorCode.UNMAPPABLE, "%s: '%s' is no %s".formatted(path, shown, wanted));
  }
}
