package io.driftloop.jobs.labels;

import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Packs what is remembered of an id: floats as they are, what is missing as a bit. There are as
 * many of these as requests in a month, and each is read and written as often as something happens
 * to its id, so that both bytes and time count.
 */
public final class JoinStateSerializer extends TypeSerializerSingleton<JoinState> {
  private static final long serialVersionUID = 1L;
  private static final int FORMAT = 1;
  private static final int FIRST_SIZE = 256;
  private static final Variant[] VARIANTS = Variant.values();
  private static final int LABEL_BIT = 1 << VARIANTS.length;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public JoinState createInstance() {
    return new JoinState();
  }

  @Override
  public JoinState copy(JoinState from) {
    DataOutputSerializer out = new DataOutputSerializer(FIRST_SIZE);
    try {
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public JoinState copy(JoinState from, JoinState reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(JoinState state, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    int present = state.label == null ? 0 : LABEL_BIT;
    for (Variant variant : VARIANTS) {
      present |= state.prediction(variant) == null ? 0 : 1 << variant.ordinal();
    }
    out.writeByte(present);
    out.writeInt(state.revision);
    out.writeLong(state.until);
    for (Variant variant : VARIANTS) {
      if (state.prediction(variant) != null) {
        writePrediction(state.prediction(variant), out);
      }
    }
    if (state.label != null) {
      writeLabel(state.label, out);
      out.writeLong(state.countedAt);
    }
  }

  private static void writePrediction(OpenPrediction prediction, DataOutputView out)
      throws IOException {
    StringValue.writeString(prediction.version, out);
    out.writeLong(prediction.eventTime);
    writeFloats(prediction.scores, out);
    writeFloats(prediction.features, out);
    out.writeShort(prediction.segments.size());
    for (Map.Entry<String, String> segment : prediction.segments.entrySet()) {
      StringValue.writeString(segment.getKey(), out);
      StringValue.writeString(segment.getValue(), out);
    }
  }

  private static void writeFloats(float[] values, DataOutputView out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static void writeLabel(LabelRow label, DataOutputView out) throws IOException {
    StringValue.writeString(label.id, out);
    StringValue.writeString(label.model, out);
    StringValue.writeString(label.label, out);
    StringValue.writeString(label.labeler, out);
    out.writeLong(label.knownAt);
  }

  @Override
  public JoinState deserialize(DataInputView in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("join state format %d is unknown".formatted(format));
    }
    int present = in.readUnsignedByte();
    JoinState state = new JoinState();
    state.revision = in.readInt();
    state.until = in.readLong();
    for (Variant variant : VARIANTS) {
      if ((present & 1 << variant.ordinal()) != 0) {
        state.put(variant, readPrediction(in));
      }
    }
    if ((present & LABEL_BIT) != 0) {
      state.label = readLabel(in);
      state.countedAt = in.readLong();
    }
    return state;
  }

  private static OpenPrediction readPrediction(DataInputView in) throws IOException {
    OpenPrediction prediction = new OpenPrediction();
    prediction.version = StringValue.readString(in);
    prediction.eventTime = in.readLong();
    prediction.scores = readFloats(in);
    prediction.features = readFloats(in);
    int segments = in.readUnsignedShort();
    prediction.segments = segments == 0 ? Map.of() : new HashMap<>();
    for (int i = 0; i < segments; i++) {
      prediction.segments.put(StringValue.readString(in), StringValue.readString(in));
    }
    return prediction;
  }

  private static float[] readFloats(DataInputView in) throws IOException {
    float[] values = new float[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  private static LabelRow readLabel(DataInputView in) throws IOException {
    LabelRow label = new LabelRow();
    label.id = StringValue.readString(in);
    label.model = StringValue.readString(in);
    label.label = StringValue.readString(in);
    label.labeler = StringValue.readString(in);
    label.knownAt = in.readLong();
    return label;
  }

  @Override
  public JoinState deserialize(JoinState reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<JoinState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serialiser: that it was this one. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<JoinState> {
    public Snapshot() {
      super(JoinStateSerializer::new);
    }

    /** State was a POJO before, and is packed when it is restored. */
    @Override
    public TypeSerializerSchemaCompatibility<JoinState> resolveSchemaCompatibility(
        TypeSerializerSnapshot<JoinState> old) {
      return old instanceof PojoSerializerSnapshot
          ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
          : super.resolveSchemaCompatibility(old);
    }
  }
}
