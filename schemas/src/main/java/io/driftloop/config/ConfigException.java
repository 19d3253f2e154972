package io.driftloop.config;

/**
 * A mistake in somebody's configuration. Its message is complete in itself (key, value, what is
 * allowed, an example), so that programs print it as one line, without a stack trace.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  static ConfigException invalid(Option<?> option, Object value) {
    return new ConfigException(
        "%s: '%s' is not allowed; allowed: %s; example: %s: %s"
            .formatted(option.key(), value, option.allowed(), option.key(), option.example()));
  }

  static ConfigException missing(Option<?> option) {
    return new ConfigException(
        "%s is missing; allowed: %s; example: %s: %s"
            .formatted(option.key(), option.allowed(), option.key(), option.example()));
  }
}
