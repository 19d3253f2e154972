package io.driftloop.jobs.io;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import java.io.Serializable;

/**
 * Makes dead letters of rows behind the source. The payload is the row encoded again, which has the
 * content of what was read; partition and offset are not known any more.
 */
public final class RowRejecter<R> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RecordKind<R> kind;
  private final String stage;
  private transient RowEncoder<R> encoder;

  /**
   * @param stage the operator that turns rows away
   */
  public RowRejecter(RecordKind<R> kind, String stage) {
    this.kind = kind;
    this.stage = stage;
  }

  public DeadLetter reject(R row, ErrorCode code, String message) {
    if (encoder == null) {
      encoder = kind.encoder().create();
    }
    return DeadLetters.of(
        kind.topic(),
        kind.key().apply(row),
        stage,
        code,
        message,
        encoder.encode(row),
        kind.time().applyAsLong(row));
  }
}
