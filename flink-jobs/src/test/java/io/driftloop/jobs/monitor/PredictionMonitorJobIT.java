package io.driftloop.jobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

  /**
   * Nine of ten rows of nz, like its reference; a few of au with loads that are normal there and
   * not elsewhere; and as few of nl, whose loads change in the second window.
   */
  private static List<PredictionRow> rowsOfCountries() {
    List<PredictionRow> rows = new ArrayList<>();
    for (int time = 0; time < 2 * WINDOW; time++) {
      PredictionRow row = Rows.prediction("r" + time, time, "v1");
      int kind = time % 20;
      row.segments = Map.of("country", kind < 18 ? "nz" : kind == 18 ? "au" : "nl");
      int turn = time / 20;
      float load = kind < 18 ? (turn * 18 + kind) % 100 : turn % 50;
      boolean high = kind == 18 || kind == 19 && time >= WINDOW;
      row.features[0] = high ? 50 + load : load;
      row.features[1] = kind < 18 ? time % 2 : turn % 2;
      rows.add(row);
    }
    return rows;
  }

  @Test
  void driftOfASegmentIsSeenWhereTheWholeShowsNone(@TempDir Path folder) throws Exception {
    Options options =
        TestStreams.options(
            folder,
            Map.of(
                "window",
                WINDOW + "ms",
                "segments",
                "country",
                "minimum-samples",
                "50",
                "false-alarms-per",
                "100s"));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    FailOnce<Either<DeadLetter, PredictionRow>> failure = new FailOnce<>();
    CollectingSink<Signal> signals = new CollectingSink<>();
    PredictionMonitorJob.build(
        new PredictionMonitorJob.Sources(
            failure.on(
                TestStreams.rows(
                    environment,
                    "monitor-in",
                    RecordKinds.PREDICTIONS,
                    rowsOfCountries(),
                    WINDOW / 4),
                "monitor-failure"),
            FakeModels::segmentedCatalog),
        new PredictionMonitorJob.Sinks(signals, new CollectingSink<>()),
        options);
    environment.execute();

    assertThat(failure.failed()).isTrue();
    assertThat(signals.records()).extracting(Signal::getId).doesNotHaveDuplicates();
    assertThat(signals.records())
        .filteredOn(signal -> signal.getKind().equals("drift") && signal.getWindowStart() == 0)
        .extracting(Signal::getSegment, Signal::getSampleCount)
        .contains(
            tuple("", 1000L),
            tuple("country=nz", 900L),
            tuple("country=au", 50L),
            tuple("country=nl", 50L));
    assertThat(signals.records())
        .filteredOn(Signal::getBreached)
        .isNotEmpty()
        .allMatch(signal -> signal.getSegment().equals("country=nl"))
        .allMatch(signal -> signal.getSubject().equals("load"))
        .allMatch(signal -> signal.getWindowEnd() == 2 * WINDOW);
    assertThat(signals.records())
        .filteredOn(signal -> signal.getKind().equals("window-evaluated"))
        .hasSize(2)
        .allMatch(signal -> signal.getSegment().isEmpty() && signal.getValue() == 0);
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
