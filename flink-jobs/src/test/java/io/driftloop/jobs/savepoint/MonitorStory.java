package io.driftloop.jobs.savepoint;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.row.PredictionRow;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Three versions; a window is closed before the savepoint, the next one is open. */
final class MonitorStory extends Story {
  static final int WINDOW = 1000;
  static final List<String> VERSIONS = List.of("v1", "v2", "v3");

  private static final int SAVEPOINT = 1500;
  private static final int END = 4 * WINDOW;

  final CollectingSink<Signal> signals = new CollectingSink<>();
  final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Override
  String job() {
    return PredictionMonitorJob.NAME;
  }

  @Override
  Map<String, String> options() {
    return Map.of("window", WINDOW + "ms");
  }

  @Override
  void build(Inputs inputs, Options options) {
    PredictionMonitorJob.build(
        new PredictionMonitorJob.Sources(
            inputs.rows(
                "monitor-in", RecordKinds.PREDICTIONS, rows(0, SAVEPOINT), rows(SAVEPOINT, END)),
            FakeModels::catalog),
        new PredictionMonitorJob.Sinks(signals, deadLetters),
        options);
  }

  /** Loads drift away from the reference, slowly. */
  private static List<PredictionRow> rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            time -> {
              PredictionRow row =
                  Rows.prediction("r" + time, time, VERSIONS.get(time % VERSIONS.size()));
              row.features[0] = (time * 7) % 100 + time / 100f;
              return row;
            })
        .toList();
  }

  @Override
  boolean told() {
    return signals.records().stream()
            .filter(signal -> signal.getKind().equals("window-evaluated"))
            .count()
        == VERSIONS.size();
  }
}
