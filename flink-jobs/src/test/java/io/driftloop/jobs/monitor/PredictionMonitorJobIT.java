package io.driftloop.jobs.monitor;

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
import io.driftloop.schemas.row.PredictionRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionMonitorJobIT {
  private static final int WINDOW = 1000;

  private static List<PredictionRow> rows() {
    List<PredictionRow> rows = new ArrayList<>();
    for (int time = 0; time < 2 * WINDOW; time++) {
      PredictionRow row = Rows.prediction("r" + time, time, "v1");
      row.features[0] += time < WINDOW ? 0 : 50;
      rows.add(row);
      if (time % 10 == 0) {
        rows.add(Rows.shadow("r" + time, time, "v2"));
      }
    }
    rows.add(Rows.prediction("stranger", 1500, "v77"));
    PredictionRow broken = Rows.prediction("broken", 1500, "v1");
    broken.scores = new float[] {Float.NaN, 1};
    rows.add(broken);
    rows.add(Rows.prediction("late", 10, "v1"));
    return rows;
  }

  @Test
  void shiftIsSeenInItsWindowAndRowsAreCountedOnceOverAFailure(@TempDir Path folder)
      throws Exception {
    Options options = TestStreams.options(folder, Map.of("window", WINDOW + "ms"));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    FailOnce<Either<DeadLetter, PredictionRow>> failure = new FailOnce<>();
    CollectingSink<Signal> signals = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

    PredictionMonitorJob.build(
        new PredictionMonitorJob.Sources(
            failure.on(
                TestStreams.rows(
                    environment, "monitor-in", RecordKinds.PREDICTIONS, rows(), WINDOW / 4),
                "monitor-failure"),
            FakeModels::catalog),
        new PredictionMonitorJob.Sinks(signals, deadLetters),
        options);
    environment.execute();

    assertThat(failure.failed()).isTrue();
    assertThat(signals.records()).extracting(Signal::getId).doesNotHaveDuplicates();
    assertThat(signals.records()).allMatch(signal -> signal.getModelVersion().equals("v1"));
    Signal calm = psiOfLoad(signals.records(), 0);
    Signal shifted = psiOfLoad(signals.records(), WINDOW);
    assertThat(calm.getBreached()).isFalse();
    assertThat(calm.getSampleCount()).isEqualTo(WINDOW);
    assertThat(shifted.getBreached()).isTrue();
    assertThat(shifted.getSampleCount()).isEqualTo(WINDOW);
    assertThat(deadLetters.records())
        .extracting(DeadLetter::getErrorCode)
        .containsExactlyInAnyOrder(
            ErrorCode.UNKNOWN_MODEL.name(), ErrorCode.INVALID_SCORES.name(), ErrorCode.LATE.name());
  }

  private static Signal psiOfLoad(List<Signal> signals, long windowStart) {
    return signals.stream()
        .filter(s -> s.getKind().equals("psi") && s.getSubject().equals("load"))
        .filter(s -> s.getWindowStart() == windowStart && s.getWindowEnd() == windowStart + WINDOW)
        .reduce(
            (one, two) -> {
              throw new AssertionError("two signals of one window");
            })
        .orElseThrow();
  }
}
