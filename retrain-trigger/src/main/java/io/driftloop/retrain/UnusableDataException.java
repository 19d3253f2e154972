package io.driftloop.retrain;

/**
 * A data set that no model can be trained on, such as one with too few rows. The request then fails
 * with this message, and the worker goes on: only other rows can help.
 */
public final class UnusableDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableDataException(String message) {
    super(message);
  }
}
