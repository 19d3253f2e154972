package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentReferencesTest {
  private final SplittableRandom random = new SplittableRandom(5);
  private final PredictionReference whole = Stream.reference(300, random);
  private final SegmentReferences references = references();

  private SegmentReferences references() {
    Map<String, PredictionReference> countries = new LinkedHashMap<>();
    countries.put("nz", Segments.reference(whole, 60, random, row -> {}));
    countries.put("au", Segments.reference(whole, 40, random, row -> {}));
    countries.put("nl", Segments.reference(whole, 20, random, row -> {}));
    return SegmentReferences.of(
        Map.of("country", countries, "device", Map.of("phone", countries.get("nz"))));
  }

  @Test
  void findsSegmentsByNameAndValue() {
    SegmentReferences.Segment found = references.find("country", "au").orElseThrow();
    assertThat(found.segment()).isEqualTo("country=au");
    assertThat(found.place()).isOne();
    assertThat(references.find("country=au")).contains(found.reference());
    assertThat(references.find("country", "xx")).isEmpty();
    assertThat(references.find("country", null)).isEmpty();
    assertThat(references.find("planet", "au")).isEmpty();
    assertThat(SegmentReferences.none().find("country=au")).isEmpty();
  }

  @Test
  void countsWhatIsMeasured() {
    assertThat(references.measured(new SegmentSettings(List.of("country"), 20))).isEqualTo(3);
    assertThat(references.measured(new SegmentSettings(List.of("country", "device"), 2)))
        .isEqualTo(3);
    assertThat(references.measured(new SegmentSettings(List.of("planet"), 2))).isZero();
    assertThat(references.measured(SegmentSettings.none())).isZero();
  }

  @Test
  void isReadAsWritten() throws IOException {
    byte[] bytes = Samples.bytes(references::write);
    SegmentReferences read = SegmentReferences.read(Samples.input(bytes), whole.heldBack());
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    assertThat(read.all())
        .extracting(SegmentReferences.Segment::segment)
        .containsExactlyElementsOf(
            references.all().stream().map(SegmentReferences.Segment::segment).toList());
    PredictionReference au = read.find("country=au").orElseThrow();
    assertThat(au.profile().data().rows()).isEqualTo(40);
    assertThat(au.heldBack().orElseThrow().expected().rows()).isEqualTo(20);
    assertThatThrownBy(() -> SegmentReferences.read(Samples.input(bytes), Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("segments with labels of a whole without");
  }

  @Test
  void keepsNeitherCorrelationsNorRandomFeatures() {
    PredictionReference au = references.find("country=au").orElseThrow();
    PredictionProfile window = PredictionProfile.empty(au);
    assertThat(window.data().correlation()).isEmpty();
    assertThat(window.fourier()).isEmpty();
  }
}
