package io.driftloop.config;

import java.util.List;
import java.util.Map;

/**
 * The reference page of all options, made of the options themselves, so that it cannot say anything
 * else than what the programs read.
 */
public final class OptionsReference {
  private OptionsReference() {}

  /**
   * The page as Markdown: a chapter for each job or service, a table row for each of its options.
   *
   * @param options options by the job or service that reads them, in the order to be shown
   */
  public static String render(Map<String, ? extends List<? extends Option<?>>> options) {
    StringBuilder page = new StringBuilder("# Configuration reference\n");
    options.forEach(
        (reader, rows) -> {
          page.append("\n## ").append(reader).append("\n\n");
          page.append("| key | allowed | default | example | what it is for |\n");
          page.append("|---|---|---|---|---|\n");
          rows.forEach(option -> page.append(row(option)).append('\n'));
        });
    return page.toString();
  }

  private static String row(Option<?> option) {
    String standard =
        option.defaultValue().map(value -> code(Option.spell(value))).orElse("*required*");
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            code(option.key()),
            escape(option.allowed()),
            standard,
            code(option.example()),
            escape(option.description()));
  }

  private static String code(String text) {
    return text.isEmpty() ? "*empty*" : "`" + escape(text) + "`";
  }

  private static String escape(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
