package io.driftloop.jobs.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FailBeforeBarrier;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.Rejections;
import io.driftloop.jobs.monitor.Profilers;
import io.driftloop.schemas.row.PredictionRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProfileOperatorIT {
  private static final int ROWS = 2000;

  @Test
  void rowsCountOnceThoughTheTaskFailsBetweenFlushAndBarrier(@TempDir Path folder)
      throws Exception {
    Options options = TestStreams.options(folder, Map.of());
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    Duration window = Duration.ofMillis(ROWS);
    FailBeforeBarrier<PaneProfile> failure = new FailBeforeBarrier<>();
    CollectingSink<Long> rows = new CollectingSink<>();

    DataStream<PredictionRow> predictions =
        Rejections.split(
            TestStreams.rows(
                environment,
                "flush-in",
                RecordKinds.PREDICTIONS,
                IntStream.range(0, ROWS)
                    .mapToObj(time -> Rows.prediction("r" + time, time, "v1"))
                    .toList(),
                ROWS / 8),
            RecordKinds.PREDICTIONS,
            "flush-decoded");
    DataStream<PaneProfile> panes =
        failure.behind(
            ProfileWindows.profile(
                predictions, Profilers.predictions(FakeModels::catalog), window, "flush-profile"),
            "flush-failure");
    panes
        .keyBy(PaneProfile::key, Types.TUPLE(Types.STRING, Types.STRING, Types.STRING))
        .window(TumblingEventTimeWindows.of(window))
        .reduce(PaneProfile::merge)
        .uid("flush-merge")
        .map(pane -> pane.profile().rows())
        .returns(Types.LONG)
        .uid("flush-rows")
        .sinkTo(rows)
        .uid("flush-sink");
    environment.execute();

    assertThat(failure.failed()).isTrue();
    assertThat(rows.records()).containsExactly((long) ROWS);
  }
}
