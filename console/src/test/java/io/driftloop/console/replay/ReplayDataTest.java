package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayDataTest {

  private static ReplayData data() {
    List<ReplayRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String name = i % 2 == 0 ? "even" : "odd";
      rows.add(
          new ReplayRow(i, 1_000L * i, new float[] {i}, Map.of("of", name), name, 1_000L * i + 7));
    }
    FeatureSchema schema =
        new FeatureSchema(List.of(Feature.numeric("x", "")), List.of("even", "odd"));
    return new ReplayData("m", schema, rows, 10, 1);
  }

  @Test
  void shuffledRowsKeepTheirContentAndTheStreamItsTimes() {
    List<ReplayRow> shuffled = data().shuffled(1).rows();
    assertThat(shuffled).extracting(ReplayRow::index).isSorted().doesNotHaveDuplicates();
    assertThat(shuffled)
        .allSatisfy(
            row -> {
              assertThat(row.eventTime()).isEqualTo(1_000L * row.index());
              assertThat(row.knownAt()).isEqualTo(1_000L * row.index() + 7);
              String name = row.features()[0] % 2 == 0 ? "even" : "odd";
              assertThat(row.label()).isEqualTo(name);
              assertThat(row.segments()).containsEntry("of", name);
            });
    assertThat(shuffled)
        .extracting(row -> row.features()[0])
        .isNotEqualTo(data().rows().stream().map(row -> row.features()[0]).toList())
        .containsExactlyInAnyOrderElementsOf(
            data().rows().stream().map(row -> row.features()[0]).toList());
  }

  @Test
  void theSeedDecidesTheOrder() {
    assertThat(contents(data().shuffled(1))).isEqualTo(contents(data().shuffled(1)));
    assertThat(contents(data().shuffled(1))).isNotEqualTo(contents(data().shuffled(2)));
  }

  private static List<Float> contents(ReplayData data) {
    return data.rows().stream().map(row -> row.features()[0]).toList();
  }
}
