package io.driftloop.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time spans as people write them: a whole number and a unit. */
public final class Durations {
  private static final Pattern SPELLING = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");

  private Durations() {}

  /**
   * The span that a text such as {@code 30s} means.
   *
   * @throws IllegalArgumentException where the text is no span
   */
  public static Duration parse(String text) {
    Matcher matcher = SPELLING.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
