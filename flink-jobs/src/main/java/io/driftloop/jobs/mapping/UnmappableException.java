package io.driftloop.jobs.mapping;

/**
 * A foreign record that was read but does not hold what the mapping needs. The message names the
 * path and says what is there, in one sentence.
 */
public final class UnmappableException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_CHARACTERS = 60;

  public UnmappableException(String message) {
    super(message);
  }

  static UnmappableException missing(FieldPath path) {
    return new UnmappableException("%s is missing".formatted(path));
  }

  static UnmappableException notA(String wanted, FieldPath path, Object value) {
    String text = String.valueOf(value);
    String shown =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    return new UnmappableException("%s: '%s' is no %s".formatted(path, shown, wanted));
  }
}
