package io.driftloop.jobs.scoring;

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
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringJobIT {
  private static final int ROWS = 400;

  @Test
  void everyRequestIsAnsweredOnceOverAFailure(@TempDir Path folder) throws Exception {
    Options options = TestStreams.options(folder, Map.of("scoring.batch-rows", "16"));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    List<RequestRow> requests = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      requests.add(Rows.request("r" + i, i));
    }
    RequestRow wide = Rows.request("wide", ROWS);
    wide.features = new float[7];
    requests.add(wide);
    FailOnce<Either<DeadLetter, RequestRow>> failure = new FailOnce<>();
    DataStream<Either<DeadLetter, RequestRow>> rows =
        TestStreams.rows(environment, "scoring-in", RecordKinds.REQUESTS, requests, ROWS / 8);
    CollectingSink<PredictionRow> predictions = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

    ScoringJob.build(
        new ScoringJob.Sources(
            failure.on(rows, "scoring-failure"),
            TestStreams.control(
                environment,
                "scoring-control",
                RecordKinds.ACTIVE_MODELS,
                List.of(
                    Rows.active(1, FakeModels.ref("v1"), FakeModels.ref("v1")),
                    Rows.active(2, FakeModels.ref("v2"), FakeModels.ref("v1")))),
            FakeModels::loader),
        new ScoringJob.Sinks(predictions, deadLetters),
        options);
    environment.execute();

    assertThat(failure.failed()).isTrue();
    assertThat(predictions.records())
        .filteredOn(row -> row.variant == Variant.CHAMPION)
        .hasSize(ROWS)
        .extracting(row -> row.id)
        .doesNotHaveDuplicates();
    assertThat(predictions.records())
        .filteredOn(row -> row.variant == Variant.SHADOW)
        .hasSize(ROWS)
        .allMatch(row -> row.modelVersion.equals("v1"));
    assertThat(predictions.records()).allMatch(ScoringJobIT::versionMadeTheScores);
    assertThat(deadLetters.records())
        .extracting(DeadLetter::getErrorCode)
        .containsExactly(ErrorCode.WRONG_WIDTH.name());
  }

  private static boolean versionMadeTheScores(PredictionRow row) {
    return row.scores[1] == Integer.parseInt(row.modelVersion.substring(1)) / 10f;
  }
}
