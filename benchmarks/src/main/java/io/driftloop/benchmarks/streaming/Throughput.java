package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import java.util.ArrayList;
import java.util.List;

/** How much of the source's own speed is left where everything is monitored. */
public final class Throughput implements Benchmark {
  private static final int FEATURES = 20;
  private static final double BOUND = 0.6;

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String what() {
    return "How fast does the monitoring job read, as a share of what Kafka and Flink alone give?";
  }

  @Override
  public Result run(Settings settings) {
    int records = settings.size(2_000_000, 200_000);
    int warmUps = settings.size(75, 1);
    int rounds = settings.size(15, 2);
    List<Row> rows = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    long signals = 0;
    try (Workspace workspace = Workspace.create();
        BrokerProcess broker = BrokerProcess.start(workspace.directory());
        BoundedRun run = BoundedRun.start(workspace.directory(), MonitorRuns.PARALLELISM)) {
      settings.tell("writing %,d predictions to Kafka".formatted(records));
      MonitorRuns runs =
          new MonitorRuns(
              run, broker, workspace.directory(), "throughput", Traffic.even(records, FEATURES, 1));
      for (int i = 0; i < warmUps; i++) {
        signals = runs.round().monitor().written();
      }
      for (int i = 1; i <= rounds; i++) {
        MonitorRuns.Round round = runs.round();
        ratios.add(round.ratio());
        Row row = row(i, records, round);
        settings.tell(row.cells().toString());
        rows.add(row);
      }
    }
    return new Result(
        rows,
        List.of(
            Claim.atLeast(
                "monitoring job over source alone, median of %d rounds".formatted(rounds),
                Rounds.median(ratios),
                BOUND)),
        notes(records, signals, warmUps));
  }

  private static Row row(int number, int records, MonitorRuns.Round round) {
    return Row.of("round", number)
        .with("source records/s", records / round.source().seconds())
        .with("monitor records/s", records / round.monitor().seconds())
        .with("ratio", round.ratio())
        .with("source CPU µs/record", round.source().cpuSeconds() * 1e6 / records)
        .with("monitor CPU µs/record", round.monitor().cpuSeconds() * 1e6 / records);
  }

  private static List<String> notes(int records, long signals, int warmUps) {
    return List.of(
        ("%,d predictions of %d numeric features in two partitions of a Kafka broker in another"
                + " process on the same machine; parallelism 2, RocksDB, a checkpoint every second.")
            .formatted(records, FEATURES),
        "The monitoring job has every default signal, by its own `build`; %,d records left it."
            .formatted(signals),
        ("The source alone is the same source, decoded and discarded. Seconds are from the first"
                + " record to the end of the last sink; %d rounds before the first are not counted,"
                + " in which the JVM compiles.")
            .formatted(warmUps));
  }
}
