package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.faults.FaultRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;

/** Takes away one part after the other while a stream runs, and counts what came out. */
public final class Faults implements Benchmark {
  private static final long SEED = 20_261_127L;
  private static final int MOMENTS = 3;
  private static final double LONGEST_RESTART_SECONDS = 60;

  @Override
  public String name() {
    return "faults";
  }

  @Override
  public String what() {
    return "Is every result there once, and the same, though processes, disks and files fail?";
  }

  @Override
  public Result run(Settings settings) {
    try {
      Path directory = Files.createTempDirectory("driftloop-faults");
      return settings.quick()
          ? measure(settings, new FaultRun(1000, 100, Duration.ofSeconds(5), SEED), 1, 1, directory)
          : measure(
              settings,
              new FaultRun(3000, 100, Duration.ofSeconds(20), SEED),
              Fault.ALL.size(),
              MOMENTS,
              directory);
    } catch (IOException e) {
      throw new BenchmarkException("the benchmark's own files: " + e.getMessage());
    }
  }

  private static Result measure(
      Settings settings, FaultRun run, int faults, int moments, Path directory) throws IOException {
    settings.tell("undisturbed");
    Outcome expected = run.undisturbed(directory.resolve("undisturbed"));
    Random random = new Random(SEED);
    List<FaultRow> rows = new ArrayList<>();
    rows.add(FaultRow.undisturbed(run, expected));
    for (Fault fault : Fault.ALL.subList(0, faults)) {
      for (int moment = 0; moment < moments; moment++) {
        int at = run.rows() / 5 + random.nextInt(run.rows() / 2);
        settings.tell("%s, after %d predictions".formatted(fault.words(), at));
        Path folder = directory.resolve(fault + "-" + at);
        rows.add(FaultRow.of(run, fault, at, run.with(fault, at, folder), expected));
      }
    }
    return result(rows);
  }

  private static Result result(List<FaultRow> rows) {
    return new Result(
        rows.stream().map(FaultRow::row).toList(),
        List.of(
            Claim.atMost("Records lost in all runs", sum(rows, FaultRow::lost), 0),
            Claim.atMost("Records duplicated in all runs", sum(rows, FaultRow::duplicated), 0),
            Claim.atMost("Window signals that differ", sum(rows, FaultRow::differentSignals), 0),
            Claim.atMost(
                "Longest pause beside what was away, in seconds",
                rows.stream().mapToDouble(FaultRow::recovered).max().orElseThrow(),
                LONGEST_RESTART_SECONDS)),
        List.of(
            "Seed %d. Broker, ZooKeeper, JobManager and TaskManager are processes of their own;"
                    .formatted(SEED)
                + " readers see committed records only; predictions are written exactly once"
                + " (scoring.exactly-once).",
            "Lost and duplicated count champion predictions by request, training examples,"
                + " retraining events and dead letters, against the undisturbed run.",
            "Seconds to recover: the longest time without a prediction from the fault on, less the"
                + " time that something was kept away."));
  }

  private static int sum(List<FaultRow> rows, ToIntFunction<FaultRow> figure) {
    return rows.stream().mapToInt(figure).sum();
  }
}
