package io.driftloop.console;

/**
 * Something that the person at the keyboard can put right, such as a taken port, or that ended a
 * run, such as a failed job. Its message is complete in one line; no stack trace is shown for it.
 */
public final class ConsoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConsoleException(String message) {
    super(message);
  }

  public ConsoleException(String message, Throwable cause) {
    super(message, cause);
  }
}
