package io.driftloop.jobs.mapping;

import io.driftloop.jobs.io.RejectedException;
import java.util.List;

/** What the values in foreign records mean. A number may be written as a text, and the reverse. */
final class Values {
  private static final double EXACT_INTEGERS = 1L << 53;

  private Values() {}

  /**
   * The text at a path: a text as it is, a number in decimals, a truth value in words.
   *
   * @throws RejectedException where it is missing, or is a list or a record
   */
  static String text(FieldPath path, Object document) throws RejectedException {
    return textOf(path, present(path, document));
  }

  /** The text that a value which is there means. */
  static String textOf(FieldPath path, Object value) throws RejectedException {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS;
      return whole ? Long.toString((long) number) : value.toString();
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw Unmappable.notA("text", path, value);
  }

  /**
   * The number at a path.
   *
   * @throws RejectedException where it is missing or is no number
   */
  static Number number(FieldPath path, Object document) throws RejectedException {
    return numberOf(path, present(path, document));
  }

  /** The number that a value which is there means: a {@link Long} wherever it is whole. */
  static Number numberOf(FieldPath path, Object value) throws RejectedException {
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
        throw Unmappable.notA("number", path, value);
      }
    }
    throw Unmappable.notA("number", path, value);
  }

  /**
   * The numbers of the list at a path; null where a record has none.
   *
   * @throws RejectedException where it is no list of numbers
   */
  static float[] numbers(FieldPath path, Object document) throws RejectedException {
    Object value = path.find(document);
    if (value == null) {
      return null;
    }
    if (!(value instanceof List<?> list)) {
      throw Unmappable.notA("list of numbers", path, value);
    }
    float[] numbers = new float[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (list.get(i) == null) {
        throw Unmappable.notA("list of numbers", path, value);
      }
      numbers[i] = numberOf(path, list.get(i)).floatValue();
    }
    return numbers;
  }

  static Object present(FieldPath path, Object document) throws RejectedException {
    Object value = path.find(document);
    if (value == null) {
      throw Unmappable.missing(path);
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
