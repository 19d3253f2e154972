package io.driftloop.console.replay;

import java.util.OptionalInt;

/**
 * Names the rows of a replay, and knows its own rows again in topics that others write to as well.
 */
record RowIds(String prefix) {

  String of(int index) {
    return prefix + "-" + index;
  }

  /** The row that an id names; empty for an id of somebody else. */
  OptionalInt index(String id) {
    int digits = prefix.length() + 1;
    if (!id.startsWith(prefix + "-") || id.length() == digits || id.length() > digits + 9) {
      return OptionalInt.empty();
    }
    String number = id.substring(digits);
    return number.chars().allMatch(Character::isDigit)
        ? OptionalInt.of(Integer.parseInt(number))
        : OptionalInt.empty();
  }
}
