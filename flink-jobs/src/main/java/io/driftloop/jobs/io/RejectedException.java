package io.driftloop.jobs.io;

import io.driftloop.schemas.ErrorCode;

/** A record that was read but must not be used. The message is one sentence. */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public RejectedException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
