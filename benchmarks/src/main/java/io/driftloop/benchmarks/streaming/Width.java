package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the monitoring job's cost grows with features, with models, and with skew among models. */
public final class Width implements Benchmark {
  private static final int FEATURES = 20;
  private static final int WINDOWS = 1;
  private static final double MODELS_BOUND = 0.7;

  /** What "nothing" is when two runs are compared on a machine with noise. */
  private static final double SKEW_BOUND = 0.9;

  private static final double BUSY_SHARE = 0.99;

  /** Rounds that are not counted, in which the JVM compiles what the case before did not need. */
  private static final int WARM_UPS = 3;

  @Override
  public String name() {
    return "width";
  }

  @Override
  public String what() {
    return "How does the monitoring job's cost grow with features, models and skew?";
  }

  @Override
  public Result run(Settings settings) {
    int rounds = settings.size(5, 1);
    List<Row> rows = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    try (Workspace workspace = Workspace.create();
        BrokerProcess broker = BrokerProcess.start(workspace.directory());
        BoundedRun run = BoundedRun.start(workspace.directory(), MonitorRuns.PARALLELISM)) {
      Cases cases = new Cases(settings, run, broker, workspace);
      features(cases, rounds, rows, claims);
      models(cases, rounds, rows, claims);
    }
    return new Result(rows, claims, notes());
  }

  private static void features(Cases cases, int rounds, List<Row> rows, List<Claim> claims) {
    int budget = cases.settings.size(60_000_000, 2_000_000);
    Map<Integer, Double> micros = new LinkedHashMap<>();
    for (int features : new int[] {5, 20, 100, 500}) {
      int records = budget / Math.max(FEATURES, features);
      double seconds =
          cases.medians(rounds, List.of(new Traffic(records, features, 1, 1, WINDOWS))).get(0);
      micros.put(features, seconds * 1e6 / records);
      rows.add(
          Row.of("features", features)
              .with("records", records)
              .with("µs/record", seconds * 1e6 / records)
              .with("µs/record and feature", seconds * 1e6 / records / features));
    }
    claims.add(
        Claim.atMost(
            "cost per feature at 500 features over that at 20",
            micros.get(500) / 500 / (micros.get(20) / 20),
            1));
    claims.add(
        Claim.atMost(
            "cost per feature at 500 features over that at 5",
            micros.get(500) / 500 / (micros.get(5) / 5),
            1));
  }

  private static void models(Cases cases, int rounds, List<Row> rows, List<Claim> claims) {
    int records = cases.settings.size(12_000_000, 100_000);
    int most = cases.settings.size(1_000, 100);
    List<Traffic> traffic =
        List.of(
            new Traffic(records, FEATURES, 1, 1, WINDOWS),
            new Traffic(records, FEATURES, 10, 1.0 / 10, WINDOWS),
            new Traffic(records, FEATURES, 10, BUSY_SHARE, WINDOWS),
            new Traffic(records, FEATURES, most, 1.0 / most, WINDOWS));
    List<Double> seconds = cases.medians(rounds, traffic);
    for (int i = 0; i < traffic.size(); i++) {
      rows.add(
          Row.of("models", traffic.get(i).models())
              .with("share of the first", traffic.get(i).firstShare())
              .with("records/s", records / seconds.get(i))
              .with("of one model", seconds.get(0) / seconds.get(i)));
    }
    claims.add(
        Claim.atLeast(
            "throughput of %,d models over that of one".formatted(most),
            seconds.get(0) / seconds.get(3),
            MODELS_BOUND));
    claims.add(
        Claim.atLeast(
            "throughput of ten models of which one has 99 % over that of ten alike",
            seconds.get(1) / seconds.get(2), SKEW_BOUND));
  }

  private static List<String> notes() {
    return List.of(
        "Predictions in Kafka, two partitions, another process; parallelism 2, RocksDB, a"
            + " checkpoint every second. Seconds are from the first record to the end of the last"
            + " sink, the median of rounds in which cases take turns; those before, in which the"
            + " JVM compiles, are not counted.",
        "All rows lie in one window of a day: a window is evaluated once for each model, in"
            + " milliseconds, and its card is read once, so that a thousand models have a thousand"
            + " evaluations and cards in this, on 12,000 rows each.",
        "Correlations are of the first 32 numbers, and all features together are tested on a"
            + " quarter of the rows, so that neither grows with the square of the features.");
  }

  /** Topics of some traffic, on which the job runs in turns. */
  private record Cases(
      Settings settings, BoundedRun run, BrokerProcess broker, Workspace workspace) {

    /** The median seconds of each. */
    List<Double> medians(int rounds, List<Traffic> traffic) {
      List<MonitorRuns> runs = new ArrayList<>();
      List<List<Double>> seconds = new ArrayList<>();
      for (Traffic each : traffic) {
        settings.tell(each.toString());
        String name =
            "width-%d-%d-%.0f".formatted(each.features(), each.models(), 1e3 * each.firstShare());
        runs.add(new MonitorRuns(run, broker, workspace.directory(), name, each));
        seconds.add(new ArrayList<>());
      }
      for (int round = -settings.size(WARM_UPS, 1); round < rounds; round++) {
        for (int i = 0; i < runs.size(); i++) {
          double taken = runs.get(i).monitor().seconds();
          if (round >= 0) {
            seconds.get(i).add(taken);
          }
        }
      }
      runs.forEach(MonitorRuns::deleteTopic);
      return seconds.stream().map(Rounds::median).toList();
    }
  }
}
