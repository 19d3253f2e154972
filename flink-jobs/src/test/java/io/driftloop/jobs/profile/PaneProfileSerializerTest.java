package io.driftloop.jobs.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.jobs.FakeModels;
import io.driftloop.signals.monitor.CoverageProfile;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class PaneProfileSerializerTest {
  private final PaneProfileSerializer serializer = new PaneProfileSerializer();

  private PaneProfile throughBytes(PaneProfile pane) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(pane, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    PaneProfile read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static PredictionProfile predictions(int rows) {
    PredictionReference reference = FakeModels.card("v1").predictionReference();
    PredictionProfile profile = PredictionProfile.empty(reference);
    for (int i = 0; i < rows; i++) {
      profile.add(new float[] {i, i % 2}, new float[] {0.25f, 0.75f}, i, true);
    }
    return profile;
  }

  @Test
  void predictionProfileComesBack() throws IOException {
    PredictionProfile profile = predictions(10);
    PaneProfile read = throughBytes(new PaneProfile("m", "v1", "CHAMPION", 100, profile));
    assertThat(read.key().toString()).isEqualTo("(m,v1,CHAMPION)");
    assertThat(read.start()).isEqualTo(100);
    PredictionProfile back = (PredictionProfile) read.profile();
    assertThat(back.rows()).isEqualTo(10);
    assertThat(back.data().featureCounts(0)).isEqualTo(profile.data().featureCounts(0));
    assertThat(back.data().topScore().mean()).isEqualTo(0.75);
    assertThat(back.fourier()).isEmpty();
    assertThat(back.expected()).isEmpty();
  }

  @Test
  void aSegmentComesBackUnderAKeyOfItsOwn() throws IOException {
    PaneProfile read =
        throughBytes(new PaneProfile("m", "v1", "CHAMPION", "country=nz", 100, predictions(10)));
    assertThat(read.segment()).isEqualTo("country=nz");
    assertThat(read.key().toString()).isEqualTo("(m,v1,CHAMPION/country=nz)");
    assertThat(read.start()).isEqualTo(100);
    assertThat(read.profile().rows()).isEqualTo(10);
  }

  /** Written before there were segments and latencies. */
  @Test
  void readsTheFirstFormat() throws IOException {
    try (InputStream old = getClass().getResourceAsStream("pane-of-predictions-1.bin")) {
      DataInputDeserializer in = new DataInputDeserializer(old.readAllBytes());
      PaneProfile read = serializer.deserialize(in);
      assertThat(in.available()).isZero();
      assertThat(read.key().toString()).isEqualTo("(m,v1,CHAMPION)");
      assertThat(read.segment()).isEmpty();
      assertThat(read.start()).isEqualTo(100);
      PredictionProfile profile = (PredictionProfile) read.profile();
      assertThat(profile.data().featureCounts(0))
          .isEqualTo(predictions(10).data().featureCounts(0));
      assertThat(throughBytes(read).profile().rows()).isEqualTo(10);
    }
  }

  @Test
  void outcomeProfileComesBack() throws IOException {
    OutcomeProfile profile = OutcomeProfile.of(FakeModels.card("v1").reference().performance());
    profile.merge(OutcomeProfile.empty(2));
    PaneProfile read = throughBytes(new PaneProfile("m", "v1", "SHADOW", 0, profile));
    OutcomeProfile back = (OutcomeProfile) read.profile();
    assertThat(back.performance().correct().mean()).isCloseTo(0.8, within(1e-9));
    assertThat(back.confusion()).isPresent();
  }

  /** As the release before wrote panes of labels: the same kind, and a performance profile. */
  @Test
  void performanceProfileOfAnOlderReleaseIsRead() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF("m");
    out.writeUTF("v1");
    out.writeUTF("CHAMPION");
    out.writeLong(100);
    out.writeByte(2);
    FakeModels.card("v1").reference().performance().write(out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    PaneProfile read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    PaneProfile merged =
        new PaneProfile("m", "v1", "CHAMPION", 100, OutcomeProfile.empty(2)).merge(read);
    assertThat(merged.profile().rows()).isEqualTo(1000);
  }

  @Test
  void coverageProfileComesBack() throws IOException {
    CoverageProfile profile = new CoverageProfile();
    profile.add(3, true);
    PaneProfile read = throughBytes(new PaneProfile("m", "v1", "CANARY", 0, profile));
    assertThat(((CoverageProfile) read.profile()).labelled()[3]).isOne();
  }

  @Test
  void copyIsIndependent() {
    CoverageProfile profile = new CoverageProfile();
    PaneProfile copy = serializer.copy(new PaneProfile("m", "v1", "CHAMPION", 0, profile));
    profile.add(0, true);
    assertThat(copy.profile().rows()).isZero();
  }

  @Test
  void unknownKindIsRefused() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(new PaneProfile("", "", "", 0, new CoverageProfile()), out);
    byte[] bytes = out.getCopyOfBuffer();
    bytes[14] = 9;
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("9");
  }

  @Test
  void flinkFindsTheSerializer() {
    assertThat(TypeInformation.of(PaneProfile.class)).isInstanceOf(PaneProfileTypeInfo.class);
  }

  @Test
  void differentKindsDoNotMerge() {
    PaneProfile data = new PaneProfile("m", "v1", "CHAMPION", 0, predictions(1));
    PaneProfile coverage = new PaneProfile("m", "v1", "CHAMPION", 0, new CoverageProfile());
    assertThatThrownBy(() -> data.merge(coverage)).isInstanceOf(IllegalStateException.class);
  }
}
