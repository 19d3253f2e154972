package io.driftloop.jobs.profile;

import io.driftloop.signals.monitor.CoverageProfile;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.profile.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes panes in the profiles' own formats, each of which carries its format number, so that state
 * survives a change of a profile. Panes of all rows are written as before there were segments;
 * those of a segment have a mark, and its name, where the others have their kind.
 */
public final class PaneProfileSerializer extends TypeSerializerSingleton<PaneProfile> {
  private static final long serialVersionUID = 1L;
  private static final byte PREDICTIONS = 1;
  private static final byte SEGMENT = 64;

  /** Earlier of performance profiles, whose bytes outcome profiles read. */
  private static final byte OUTCOMES = 2;

  private static final byte COVERAGE = 3;
  private static final int FIRST_SIZE = 1024;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public PaneProfile createInstance() {
    return new PaneProfile("", "", "", 0, new CoverageProfile());
  }

  @Override
  public PaneProfile copy(PaneProfile from) {
    DataOutputSerializer out = new DataOutputSerializer(FIRST_SIZE);
    try {
      serialize(from, out);
      return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PaneProfile copy(PaneProfile from, PaneProfile reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(PaneProfile pane, DataOutputView out) throws IOException {
    out.writeUTF(pane.model());
    out.writeUTF(pane.version());
    out.writeUTF(pane.variant());
    out.writeLong(pane.start());
    if (!pane.segment().isEmpty()) {
      out.writeByte(SEGMENT);
      out.writeUTF(pane.segment());
    }
    out.writeByte(kind(pane.profile()));
    pane.profile().write(out);
  }

  private static byte kind(Profile<?> profile) {
    if (profile instanceof PredictionProfile) {
      return PREDICTIONS;
    }
    return profile instanceof OutcomeProfile ? OUTCOMES : COVERAGE;
  }

  @Override
  public PaneProfile deserialize(DataInputView in) throws IOException {
    String model = in.readUTF();
    String version = in.readUTF();
    String variant = in.readUTF();
    long start = in.readLong();
    byte kind = in.readByte();
    if (kind != SEGMENT) {
      return new PaneProfile(model, version, variant, start, profile(kind, in));
    }
    String segment = in.readUTF();
    return new PaneProfile(model, version, variant, segment, start, profile(in.readByte(), in));
  }

  private static Profile<?> profile(byte kind, DataInputView in) throws IOException {
    return switch (kind) {
      case PREDICTIONS -> PredictionProfile.read(in);
      case OUTCOMES -> OutcomeProfile.read(in);
      case COVERAGE -> CoverageProfile.read(in);
      default -> throw new IOException("profile kind %d is unknown".formatted(kind));
    };
  }

  @Override
  public PaneProfile deserialize(PaneProfile reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<PaneProfile> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serialiser: that it was this one. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PaneProfile> {
    public Snapshot() {
      super(PaneProfileSerializer::new);
    }
  }
}
