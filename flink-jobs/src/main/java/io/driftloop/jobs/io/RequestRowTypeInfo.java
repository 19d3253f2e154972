package io.driftloop.jobs.io;

import io.driftloop.schemas.row.RequestRow;

/** The type of {@link RequestRow}, with a serialiser of its own. */
public final class RequestRowTypeInfo extends OwnTypeInfo<RequestRow> {
  private static final long serialVersionUID = 1L;

  public RequestRowTypeInfo() {
    super(RequestRow.class, new RequestRowSerializer());
  }
}
