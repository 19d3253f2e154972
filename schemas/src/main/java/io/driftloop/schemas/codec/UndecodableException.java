package io.driftloop.schemas.codec;

/** Bytes that are no record of the wanted type. The message says why, in one sentence. */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message);
  }

  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
