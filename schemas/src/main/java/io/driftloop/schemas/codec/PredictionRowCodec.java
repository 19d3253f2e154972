package io.driftloop.schemas.codec;

import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.PredictionRow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Reads and writes the records of {@code predictions} as rows. */
public final class PredictionRowCodec extends RowCodec<PredictionRow> {
  private static final Variant[] VARIANTS = Variant.values();
  private static final int NO_EMBEDDING = 0;
  private static final int EMBEDDING = 1;

  private final Codec<Prediction> generated;
  private final RepeatedStrings model = new RepeatedStrings();
  private final RepeatedStrings version = new RepeatedStrings();

  public PredictionRowCodec() {
    this(List.of());
  }

  /** A codec that also reads records written with these schemas, which no release had. */
  public PredictionRowCodec(Iterable<Schema> older) {
    super(Prediction.getClassSchema());
    generated = Codec.of(Prediction.class, older);
  }

  @Override
  PredictionRow read(ByteReader in) throws IOException {
    PredictionRow row = new PredictionRow();
    row.id = in.readString();
    row.model = in.readString(model);
    row.modelVersion = in.readString(version);
    row.variant = VARIANTS[in.readIndex(VARIANTS.length)];
    row.eventTime = in.readLong();
    row.features = in.readFloats();
    row.segments = in.readStringMap();
    row.scores = in.readFloats();
    row.embedding = in.readIndex(2) == NO_EMBEDDING ? null : in.readFloats();
    row.latencyMicros = in.readLong();
    return row;
  }

  @Override
  void write(ByteWriter out, PredictionRow row) {
    out.writeString(row.id);
    out.writeString(row.model);
    out.writeString(row.modelVersion);
    out.writeLong(row.variant.ordinal());
    out.writeLong(row.eventTime);
    out.writeFloats(row.features);
    out.writeStringMap(row.segments == null ? Map.of() : row.segments);
    out.writeFloats(row.scores);
    if (row.embedding == null) {
      out.writeLong(NO_EMBEDDING);
    } else {
      out.writeLong(EMBEDDING);
      out.writeFloats(row.embedding);
    }
    out.writeLong(row.latencyMicros);
  }

  @Override
  PredictionRow resolve(byte[] bytes) throws UndecodableException {
    Prediction message = generated.decode(bytes);
    PredictionRow row = new PredictionRow();
    row.id = message.getId();
    row.model = message.getModel();
    row.modelVersion = message.getModelVersion();
    row.variant = message.getVariant();
    row.eventTime = message.getEventTime();
    row.features = toArray(message.getFeatures());
    row.segments = message.getSegments();
    row.scores = toArray(message.getScores());
    row.embedding = message.getEmbedding() == null ? null : toArray(message.getEmbedding());
    row.latencyMicros = message.getLatencyMicros();
    return row;
  }
}
