package io.driftloop.jobs.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FailOnce;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelJoinJobIT {
  private static final int ROWS = 1000;
  private static final int DELAY = 30;
  private static final int UNMATCHED = 7;

  private static List<PredictionRow> predictions() {
    List<PredictionRow> rows = new ArrayList<>();
    for (int time = 0; time < ROWS; time++) {
      rows.add(Rows.prediction("r" + time, time, "v2"));
      rows.add(Rows.shadow("r" + time, time, "v1"));
    }
    return rows;
  }

  /** Four of five labels are up, as is predicted, but where loads are low; a tenth comes twice. */
  private static List<LabelRow> labels() {
    List<LabelRow> rows = new ArrayList<>();
    for (int time = 0; time < ROWS; time++) {
      LabelRow label = Rows.label("r" + time, time % 100 < 20 ? "down" : "up", time + DELAY);
      rows.add(label);
      if (time % 10 == 0) {
        rows.add(label);
      }
    }
    for (int i = 0; i < UNMATCHED; i++) {
      rows.add(Rows.label("nobody" + i, "up", i));
    }
    return rows;
  }

  @Test
  void everyLabelIsJoinedOnceOrUnmatchedOverAFailure(@TempDir Path folder) throws Exception {
    Options options =
        TestStreams.options(
            folder,
            Map.of(
                "window", "2s",
                "labels.wait", "3s",
                "detectors", "adwin",
                "fairness.groups", "country"));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    FailOnce<Either<DeadLetter, PredictionRow>> failure = new FailOnce<>();
    CollectingSink<TrainingExample> examples = new CollectingSink<>();
    CollectingSink<Signal> signals = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

    LabelJoinJob.build(
        new LabelJoinJob.Sources(
            failure.on(
                TestStreams.rows(
                    environment, "join-in", RecordKinds.PREDICTIONS, predictions(), ROWS / 4),
                "join-failure"),
            TestStreams.rows(environment, "join-labels", RecordKinds.LABELS, labels(), ROWS / 8),
            FakeModels::catalog),
        new LabelJoinJob.Sinks(examples, signals, deadLetters),
        options);
    environment.execute();

    assertThat(failure.failed()).isTrue();
    assertThat(examples.records())
        .hasSize(ROWS)
        .allMatch(example -> example.getRevision() == 0)
        .allMatch(example -> example.getModelVersion().equals("v2"))
        .extracting(TrainingExample::getId)
        .doesNotHaveDuplicates();
    assertThat(deadLetters.records())
        .hasSize(UNMATCHED)
        .allMatch(letter -> letter.getErrorCode().equals(ErrorCode.UNMATCHED_LABEL.name()));
    for (String variant : List.of("CHAMPION", "SHADOW")) {
      assertThat(signals.records())
          .filteredOn(s -> s.getKind().equals("accuracy") && s.getSegment().isEmpty())
          .filteredOn(s -> s.getVariant().equals(variant))
          .singleElement()
          .satisfies(
              accuracy -> {
                assertThat(accuracy.getSampleCount()).isEqualTo(ROWS);
                assertThat(accuracy.getValue()).isBetween(0.799, 0.801);
              });
    }
    assertThat(signals.records())
        .filteredOn(s -> s.getVariant().equals("CHAMPION"))
        .extracting(Signal::getKind)
        .contains(
            "log-loss",
            "risk",
            "precision",
            "recall",
            "f1",
            "macro-f1",
            "auc",
            "brier",
            "calibration-error",
            "worst-slice",
            "label-coverage",
            "label-bias",
            "window-evaluated");
    assertThat(signals.records())
        .filteredOn(s -> s.getKind().equals("accuracy") && s.getSegment().equals("country=nz"))
        .hasSize(2)
        .allMatch(s -> s.getSampleCount() == ROWS);
    assertThat(signals.records())
        .filteredOn(s -> s.getKind().equals("label-coverage"))
        .singleElement()
        .satisfies(
            coverage -> {
              assertThat(coverage.getSampleCount()).isEqualTo(ROWS);
              assertThat(coverage.getValue()).isEqualTo(1);
              assertThat(coverage.getWindowStart()).isZero();
            });
    assertThat(signals.records()).extracting(Signal::getId).doesNotHaveDuplicates();
  }
}
