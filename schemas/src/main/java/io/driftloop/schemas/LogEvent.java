package io.driftloop.schemas;

import java.util.regex.Pattern;

/**
 * A log line that programs can read: {@code event=NAME key=value ...}, as jobs and worker write it,
 * so that one search for an id finds all that was done with it. Its names are a contract with
 * whoever searches: {@code id} is the id of the record or request, {@code model} and {@code
 * version} are what topics call so.
 *
 * <p>Values may come from clients. Those that could be taken for something else are quoted, with
 * the escapes of JSON, and none of them starts a line of its own.
 */
public final class LogEvent {
  private static final Pattern PLAIN =
      Pattern.compile("[^\\s\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\"\\\\=]+");

  private final StringBuilder line;

  private LogEvent(String event) {
    line = new StringBuilder("event=").append(event);
  }

  /**
   * @param event what happened, in lower case with hyphens
   */
  public static LogEvent of(String event) {
    return new LogEvent(event);
  }

  /** Adds a pair; keys are in lower camel case. */
  public LogEvent with(String key, Object value) {
    String text = String.valueOf(value);
    line.append(' ')
        .append(key)
        .append('=')
        .append(PLAIN.matcher(text).matches() ? text : quoted(text));
    return this;
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '"', '\\' -> quoted.append('\\').append(character);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(character) || separatesLines(character)) {
            quoted.append("\\u%04x".formatted((int) character));
          } else {
            quoted.append(character);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** Unicode's line and paragraph separators, at which some programs break lines. */
  private static boolean separatesLines(char character) {
    return character == '\u2028' || character == '\u2029';
  }

  /** The line. */
  @Override
  public String toString() {
    return line.toString();
  }
}
