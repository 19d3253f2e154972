package io.driftloop.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.monitor.SegmentReferences.Segment;
import io.driftloop.signals.monitor.SegmentSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentProfilesTest {
  private static final int ROWS = 120;

  private final float[][] rows = TestModels.rows(ROWS, 1);
  private final float[][] scores = scores();
  private final PredictionReference whole =
      new PredictionReference(
          ReferenceProfiles.of(TestModels.SCHEMA, rows, scores, new int[ROWS]),
          ReferenceProfiles.heldBack(TestModels.SCHEMA, scores, new int[ROWS]));

  private static float[][] scores() {
    float[][] scores = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      scores[i] = i % 2 == 0 ? new float[] {.9f, .1f} : new float[] {.4f, .6f};
    }
    return scores;
  }

  /** Half of the rows of a, a third of b, a sixth of c; every fourth says nothing of its device. */
  private static SegmentRows inSegments(float[][] values) {
    List<Map<String, String>> segments = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Map<String, String> of = new HashMap<>();
      of.put("country", i % 6 < 3 ? "a" : i % 6 < 5 ? "b" : "c");
      if (i % 4 != 0) {
        of.put("device", "phone" + i % 2);
      }
      segments.add(of);
    }
    return new SegmentRows(values, segments, new long[values.length]);
  }

  private SegmentReferences of(int mostValues, String... names) {
    return SegmentProfiles.of(
        whole,
        new SegmentSettings(List.of(names), mostValues),
        inSegments(rows),
        inSegments(scores));
  }

  @Test
  void countsEachSegmentsOwnRowsOverTheBinsOfTheWhole() {
    SegmentReferences references = of(20, "country", "device");
    assertThat(references.all())
        .extracting(Segment::segment)
        .containsExactly("country=a", "country=b", "country=c", "device=phone1", "device=phone0");
    PredictionReference a = references.find("country=a").orElseThrow();
    assertThat(a.profile().data().rows()).isEqualTo(60);
    assertThat(a.profile().data().scores().rows()).isEqualTo(60);
    assertThat(a.heldBack().orElseThrow().expected().rows()).isEqualTo(60);
    assertThat(a.heldBack().orElseThrow().calibration())
        .isSameAs(whole.heldBack().orElseThrow().calibration());
    assertThat(a.profile().bins()).isEqualTo(whole.profile().bins());
    for (int feature = 0; feature < 3; feature++) {
      long[] sum = new long[whole.profile().bins().get(feature).size()];
      for (String country : List.of("a", "b", "c")) {
        long[] counts =
            references
                .find("country=" + country)
                .orElseThrow()
                .profile()
                .data()
                .featureCounts(feature);
        for (int bin = 0; bin < sum.length; bin++) {
          sum[bin] += counts[bin];
        }
      }
      assertThat(sum).isEqualTo(whole.profile().data().featureCounts(feature));
    }
  }

  @Test
  void keepsTheMostFrequentValuesOnly() {
    assertThat(of(2, "country").all())
        .extracting(Segment::segment)
        .containsExactly("country=a", "country=b");
    assertThat(of(20).all()).isEmpty();
    assertThat(of(20, "planet").all()).isEmpty();
  }

  @Test
  void aTextIsNoValue() {
    SegmentRows rows =
        new SegmentRows(
            new float[][] {{1, 1, 1}},
            List.of(Map.of("comment", "word ".repeat(50))),
            new long[] {0});
    SegmentRows none = new SegmentRows(new float[0][], List.of(), new long[0]);
    SegmentSettings declared = new SegmentSettings(List.of("comment"), 20);
    assertThat(SegmentProfiles.of(whole, declared, rows, none).all()).isEmpty();
  }

  @Test
  void rowsAndSegmentsMustMatch() {
    assertThatThrownBy(() -> new SegmentRows(rows, List.of(), new long[ROWS]))
        .hasMessage("0 segments and 120 times of 120 rows");
  }
}
