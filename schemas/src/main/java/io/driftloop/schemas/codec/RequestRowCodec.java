package io.driftloop.schemas.codec;

import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.row.RequestRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Reads and writes the records of {@code inference-requests} as rows. */
public final class RequestRowCodec extends RowCodec<RequestRow> {
  private final Codec<InferenceRequest> generated;
  private final RepeatedStrings model = new RepeatedStrings();

  public RequestRowCodec() {
    this(List.of());
  }

  /** A codec that also reads records written with these schemas, which no release had. */
  public RequestRowCodec(Iterable<Schema> older) {
    super(InferenceRequest.getClassSchema());
    generated = Codec.of(InferenceRequest.class, older);
  }

  @Override
  RequestRow read(ByteReader in) throws IOException {
    RequestRow row = new RequestRow();
    row.id = in.readString();
    row.model = in.readString(model);
    row.eventTime = in.readLong();
    row.features = in.readFloats();
    row.segments = in.readStringMap();
    return row;
  }

  @Override
  void write(ByteWriter out, RequestRow row) {
    out.writeString(row.id);
    out.writeString(row.model);
    out.writeLong(row.eventTime);
    out.writeFloats(row.features);
    out.writeStringMap(row.segments == null ? Map.of() : row.segments);
  }

  @Override
  RequestRow resolve(byte[] bytes) throws UndecodableException {
    InferenceRequest message = generated.decode(bytes);
    RequestRow row = new RequestRow();
    row.id = message.getId();
    row.model = message.getModel();
    row.eventTime = message.getEventTime();
    row.features = toArray(message.getFeatures());
    row.segments = message.getSegments();
    return row;
  }
}
