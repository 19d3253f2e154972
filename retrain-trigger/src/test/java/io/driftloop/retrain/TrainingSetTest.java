package io.driftloop.retrain;

import static io.driftloop.retrain.TestData.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingSetTest {
  @Test
  void ordersByTimeThenId() {
    TrainingSet rows =
        TrainingSet.of(List.of(row("b", 0, 5, 1), row("a", 0, 5, 0), row("c", 0, 1, 1)));
    assertThat(rows.labels()).containsExactly(1, 0, 1);
    assertThat(rows.features()[0]).containsExactly(1, 0);
    assertThat(rows.slice(1, 3).labels()).containsExactly(0, 1);
    assertThat(rows.distinctLabels()).isEqualTo(2);
  }

  @Test
  void theFingerprintDependsOnIdsRevisionsAndLabelsOnly() {
    String print = TrainingSet.of(List.of(row("a", 0, 1, 0), row("b", 0, 2, 1))).fingerprint();
    assertThat(print).matches("[0-9a-f]{64}");
    assertThat(TrainingSet.of(List.of(row("b", 0, 2, 1), row("a", 0, 1, 0))).fingerprint())
        .isEqualTo(print);
    for (TrainingSet.Row other :
        List.of(row("c", 0, 2, 1), row("b", 1, 2, 1), row("b", 0, 2, 0), row("b", 0, 0, 1))) {
      assertThat(TrainingSet.of(List.of(row("a", 0, 1, 0), other)).fingerprint())
          .isNotEqualTo(print);
    }
  }
}
