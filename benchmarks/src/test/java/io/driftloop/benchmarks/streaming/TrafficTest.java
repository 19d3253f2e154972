package io.driftloop.benchmarks.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static List<PredictionRow> rows(Traffic traffic) {
    List<PredictionRow> rows = new ArrayList<>();
    traffic.generator().forEachRemaining(rows::add);
    return rows;
  }

  @Test
  void theSameTrafficHasTheSameRows() {
    Traffic traffic = Traffic.even(1_000, 3, 4);
    assertThat(rows(traffic)).usingRecursiveComparison().isEqualTo(rows(traffic));
  }

  @Test
  void theFirstModelHasItsShareAndTheOthersTheRest() {
    List<PredictionRow> rows = rows(new Traffic(10_000, 2, 10, 0.9, 10));
    double first = rows.stream().filter(row -> row.model.equals(Traffic.model(0))).count() / 1e4;
    assertThat(first).isCloseTo(0.9, within(0.02));
    assertThat(rows.stream().map(row -> row.model).distinct()).hasSize(10);
  }

  @Test
  void rowsSpreadOverTheirWindowsInOrder() {
    List<PredictionRow> rows = rows(Traffic.even(1_000, 2, 1));
    assertThat(rows).extracting(row -> row.eventTime).isSorted();
    assertThat(rows.stream().map(row -> row.eventTime / 86_400_000).distinct()).hasSize(10);
  }

  @Test
  void joinedRowsHaveIdsOfTheirOwnAndLabelsMeetThem() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      PredictionRow row = JoinTraffic.prediction(i);
      assertThat(ids.add(row.id)).isTrue();
    }
    LabelRow label = JoinTraffic.label(7, 12);
    assertThat(label.id).isEqualTo(JoinTraffic.prediction(7).id);
    assertThat(label.knownAt).isEqualTo(JoinTraffic.prediction(12).eventTime);
  }

  @Test
  void theMedianIsTheMiddle() {
    assertThat(Rounds.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Rounds.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }
}
