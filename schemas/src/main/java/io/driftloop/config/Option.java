package io.driftloop.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One configuration key with its type, range, default and documentation, from which reading, error
 * messages and the reference page are all made.
 *
 * @param key dotted name, as nested keys of a YAML file spell it
 * @param defaultValue used where the key is absent; empty where the key is required
 * @param allowed what values are allowed, in words
 * @param example a value that is allowed
 * @param description what the key is for, in one or two sentences
 * @param parser makes a value of the text; throws {@link IllegalArgumentException} where it cannot
 * @param check whether a parsed value is in range
 */
public record Option<T>(
    String key,
    Optional<T> defaultValue,
    String allowed,
    String example,
    String description,
    Function<String, T> parser,
    Predicate<T> check) {

  /** A text that is not blank. */
  public static Option<String> text(String key, String example, String description) {
    return new Option<>(
        key, Optional.empty(), "a text", example, description, text -> text, t -> !t.isBlank());
  }

  /** A whole number from {@code min} to {@code max}, both inclusive. */
  public static Option<Integer> integer(String key, int min, int max, String description) {
    return new Option<>(
        key,
        Optional.empty(),
        max == Integer.MAX_VALUE
            ? "a whole number, at least %d".formatted(min)
            : "a whole number from %d to %d".formatted(min, max),
        String.valueOf(min),
        description,
        Integer::valueOf,
        n -> n >= min && n <= max);
  }

  /** A finite number from {@code min} to {@code max}, both inclusive. */
  public static Option<Double> number(String key, double min, double max, String description) {
    return new Option<>(
        key,
        Optional.empty(),
        max == Double.POSITIVE_INFINITY
            ? "a number, at least %s".formatted(min)
            : "a number from %s to %s".formatted(min, max),
        String.valueOf(min),
        description,
        Double::valueOf,
        n -> n >= min && n <= max && Double.isFinite(n));
  }

  /** {@code true} or {@code false}. */
  public static Option<Boolean> flag(String key, String description) {
    return new Option<>(
        key, Optional.empty(), "true or false", "true", description, Option::parseFlag, b -> true);
  }

  /** A span of time, such as {@code 500ms}, {@code 30s}, {@code 15m}, {@code 12h} or {@code 7d}. */
  public static Option<Duration> duration(String key, String example, String description) {
    return new Option<>(
        key,
        Optional.empty(),
        "a time span in ms, s, m, h or d",
        example,
        description,
        Durations::parse,
        d -> !d.isNegative());
  }

  /** One of an enum's constants, in lower case with hyphens. */
  public static <E extends Enum<E>> Option<E> oneOf(String key, Class<E> type, String description) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(constant -> hyphenate(constant.name())).toList();
    return new Option<>(
        key,
        Optional.empty(),
        "one of " + String.join(", ", names),
        names.get(0),
        description,
        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')),
        value -> true);
  }

  /** Texts separated by commas, or a YAML list. */
  public static Option<List<String>> list(String key, String example, String description) {
    return new Option<>(
        key,
        Optional.empty(),
        "a list of texts",
        example,
        description,
        text -> Arrays.stream(text.split(",")).map(String::trim).filter(t -> !t.isEmpty()).toList(),
        list -> true);
  }

  /** So many different texts at most, separated by commas, or a YAML list. */
  public static Option<List<String>> list(
      String key, String example, String description, int most) {
    Option<List<String>> list = list(key, example, description);
    return new Option<>(
        key,
        list.defaultValue(),
        "a list of at most %d different texts".formatted(most),
        example,
        description,
        list.parser(),
        texts -> texts.size() <= most && texts.stream().distinct().count() == texts.size());
  }

  /**
   * This option with a default, which is also its example.
   *
   * @throws ConfigException where the default is not allowed itself
   */
  public Option<T> defaultTo(String text) {
    return new Option<>(key, Optional.of(parse(text)), allowed, text, description, parser, check);
  }

  /** This option with another example. */
  public Option<T> example(String text) {
    return new Option<>(key, defaultValue, allowed, text, description, parser, check);
  }

  T parse(String text) {
    T value;
    try {
      value = parser.apply(text.trim());
    } catch (IllegalArgumentException e) {
      throw ConfigException.invalid(this, text);
    }
    if (!check.test(value)) {
      throw ConfigException.invalid(this, text);
    }
    return value;
  }

  /** The text that a value of an option is parsed from. */
  static String spell(Object value) {
    if (value instanceof Duration span) {
      return Durations.format(span);
    }
    if (value instanceof Enum<?> constant) {
      return hyphenate(constant.name());
    }
    if (value instanceof Collection<?> items) {
      return items.stream().map(Option::spell).collect(Collectors.joining(","));
    }
    return value.toString();
  }

  private static Boolean parseFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String hyphenate(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
