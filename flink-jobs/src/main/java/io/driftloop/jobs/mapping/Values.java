package io.driftloop.jobs.mapping;

/** What the values in foreign records mean. A number may be written as a text, and the reverse. */
final class Values {
  private static final double EXACT_INTEGERS = 1L << 53;

  private Values() {}

  /**
   * The text at a path: a text as it is, a number in decimals, a truth value in words.
   *
   * @throws UnmappableException where it is missing, or is a list or a record
   */
  static String text(FieldPath path, Object document) throws UnmappableException {
    return textOf(path, present(path, document));
  }

  /** The text that a value which is there means. */
  static String textOf(FieldPath path, Object value) throws UnmappableException {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS;
      return whole ? Long.toString((long) number) : value.toString();
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw UnmappableException.notA("text", path, value);
  }

  /**
   * The number at a path.
   *
   * @throws UnmappableException where it is missing or is no number
   */
  static Number number(FieldPath path, Object document) throws UnmappableException {
    return numberOf(path, present(path, document));
  }

  /** The number that a value which is there means: a {@link Long} wherever it is whole. */
  static Number numberOf(FieldPath path, Object value) throws UnmappableException {
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Number number) {
      return number;
    }
    if (value instanceof String text) {
      try {
        return parse(text.trim());
      } catch (NumberFormatException e) {
        throw UnmappableException.notA("number", path, value);
      }
    }
    throw UnmappableException.notA("number", path, value);
  }

  static Object present(FieldPath path, Object document) throws UnmappableException {
    Object value = path.find(document);
    if (value == null) {
      throw UnmappableException.missing(path);
    }
    return value;
  }

  private static Number parse(String text) {
    boolean whole = text.matches("[+-]?\\d{1,18}");
    if (whole) {
      return Long.valueOf(text);
    }
    return Double.valueOf(text);
  }
}
