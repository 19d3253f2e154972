package io.driftloop.serving;

/**
 * A package that must not be used: its hash is wrong, it holds an entry that is not on the list or
 * is too large, or its network does not fit its feature schema. The message says which.
 */
public final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelRefusedException(String message) {
    super(message);
  }

  public ModelRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
