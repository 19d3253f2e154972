package io.driftloop.console.command;

import io.driftloop.config.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The reference page of configuration keys, made of the options themselves so that it stays true.
 */
final class OptionsReference {
  private OptionsReference() {}

  /**
   * The page as Markdown.
   *
   * @param sections titles with their options, in the order of the page
   */
  static String markdown(Map<String, List<Option<?>>> sections) {
    List<String> lines = new ArrayList<>();
    lines.add("# Configuration");
    lines.add("");
    lines.add("Made by `./driftloop config reference`; a test holds it against the code.");
    lines.add("Nested YAML keys and dotted ones mean the same.");
    sections.forEach(
        (title, options) -> {
          lines.add("");
          lines.add("## " + title);
          lines.add("");
          lines.add("| key | allowed | default | example | what for |");
          lines.add("|---|---|---|---|---|");
          options.forEach(option -> lines.add(row(option)));
        });
    return String.join("\n", lines) + "\n";
  }

  private static String row(Option<?> option) {
    return "| `%s` | %s | %s | `%s` | %s |"
        .formatted(
            option.key(),
            option.allowed(),
            defaultOf(option),
            option.example(),
            option.description().replace("|", "\\|"));
  }

  /** Lists, texts and words as they are; all others have their default as their example. */
  private static String defaultOf(Option<?> option) {
    if (option.defaultValue().isEmpty()) {
      return "none";
    }
    Object value = option.defaultValue().get();
    if (value instanceof List<?> list && list.isEmpty()) {
      return "empty";
    }
    if (value instanceof Enum<?> word) {
      return "`%s`".formatted(word.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return "`%s`".formatted(value instanceof String ? value : option.example());
  }
}
