package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.Variant;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplayLedgerTest {
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(List.of(Feature.numeric("x", "")), List.of("no", "yes"));

  private final ReplayLedger ledger =
      new ReplayLedger(data("yes", "yes", "no", "no", "yes"), ids());

  @Test
  void countsDistinctRowsAndRepetitionsOfItsOwnOnly() {
    ledger.request("m-1");
    ledger.request("m-1");
    ledger.request("m-2");
    ledger.request("other-3");
    ledger.request("m-99");
    ledger.request("m-x");

    assertThat(ledger.counts().requests()).isEqualTo(2);
    assertThat(ledger.counts().repeated()).isEqualTo(1);
  }

  @Test
  void accuracyCountsEachRowOnceForEachRole() {
    predict(1, "v1", Variant.CHAMPION, .2f);
    predict(2, "v1", Variant.CHAMPION, .2f);
    predict(2, "v2", Variant.CHAMPION, .9f);
    predict(3, "v2", Variant.CHAMPION, .1f);
    predict(4, "v2", Variant.CHAMPION, .9f);
    predict(1, "v1", Variant.SHADOW, .8f);

    ReplayReport.Accuracy accuracy = ledger.accuracy();
    // Answered no, no, no, yes to yes, no, no, yes.
    assertThat(accuracy.loop()).isEqualTo(.75);
    assertThat(accuracy.frozen()).isEqualTo(1.0);
    // One row back: yes, yes, no, no for yes, no, no, yes.
    assertThat(accuracy.lastKnownLabel()).isCloseTo(.5, within(1e-9));
    assertThat(ledger.swaps()).isEqualTo(1);
    assertThat(ledger.championVersion(2)).isEqualTo("v1");
    assertThat(ledger.shadowComplete()).isFalse();
  }

  private void predict(int row, String version, Variant variant, float yes) {
    ledger.prediction(
        Prediction.newBuilder()
            .setId(ids().of(row))
            .setModel("m")
            .setModelVersion(version)
            .setVariant(variant)
            .setEventTime(0)
            .setFeatures(List.of(0f))
            .setScores(List.of(1 - yes, yes))
            .build());
  }

  private static RowIds ids() {
    return new RowIds("m");
  }

  private static ReplayData data(String... labels) {
    List<ReplayRow> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      rows.add(new ReplayRow(i, i, new float[1], Map.of(), labels[i], i + 1));
    }
    return new ReplayData("m", SCHEMA, rows, 1, 1);
  }
}
