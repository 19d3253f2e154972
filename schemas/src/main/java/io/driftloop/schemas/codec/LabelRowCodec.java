package io.driftloop.schemas.codec;

import io.driftloop.schemas.Label;
import io.driftloop.schemas.row.LabelRow;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Reads and writes the records of {@code labels} as rows. A row has no source and no spans: they
 * are skipped when read, an empty source and no spans are written.
 */
public final class LabelRowCodec extends RowCodec<LabelRow> {
  private static final int NO_SPANS = 0;

  private final Codec<Label> generated;
  private final RepeatedStrings model = new RepeatedStrings();

  public LabelRowCodec() {
    this(List.of());
  }

  /** A codec that also reads records written with these schemas, which no release had. */
  public LabelRowCodec(Iterable<Schema> older) {
    super(Label.getClassSchema());
    generated = Codec.of(Label.class, older);
  }

  @Override
  LabelRow read(ByteReader in) throws IOException {
    LabelRow row = new LabelRow();
    row.id = in.readString();
    row.model = in.readString(model);
    row.label = in.readString();
    row.labeler = in.readString();
    in.skipString();
    row.knownAt = in.readLong();
    if (in.readIndex(2) != NO_SPANS) {
      in.skipStrings();
    }
    return row;
  }

  @Override
  void write(ByteWriter out, LabelRow row) {
    out.writeString(row.id);
    out.writeString(row.model);
    out.writeString(row.label);
    out.writeString(row.labeler == null ? "" : row.labeler);
    out.writeString("");
    out.writeLong(row.knownAt);
    out.writeLong(NO_SPANS);
  }

  @Override
  LabelRow resolve(byte[] bytes) throws UndecodableException {
    Label message = generated.decode(bytes);
    LabelRow row = new LabelRow();
    row.id = message.getId();
    row.model = message.getModel();
    row.label = message.getLabel();
    row.labeler = message.getLabeler();
    row.knownAt = message.getKnownAt();
    return row;
  }
}
