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
import java.util.stream.Stream;

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
      List<Integer> at = run.moments(moments, random);
      settings.tell("%s, after %s predictions".formatted(fault.words(), at));
      Path folder = directory.resolve(fault.name());
      rows.add(FaultRow.of(run, fault, at, run.with(fault, at, folder), expected));
    }
    return result(rows, workers(settings, run, moments, directory));
  }

  private static List<WorkerRow> workers(
      Settings settings, FaultRun run, int moments, Path directory) throws IOException {
    WorkerRun worker = new WorkerRun(run.seed());
    List<WorkerRow> rows = new ArrayList<>();
    for (WorkerFault fault : WorkerFault.values()) {
      for (int moment = 0; moment < moments; moment++) {
        settings.tell(fault.words());
        rows.add(worker.with(fault, directory.resolve(fault + "-" + moment)));
      }
    }
    return rows;
  }

  private static Result result(List<FaultRow> rows, List<WorkerRow> workers) {
    return new Result(
        Stream.concat(rows.stream().map(FaultRow::row), workers.stream().map(WorkerRow::row))
            .toList(),
        List.of(
            Claim.atMost("Records lost in all runs", sum(rows, FaultRow::lost), 0),
            Claim.atMost("Records duplicated in all runs", sum(rows, FaultRow::duplicated), 0),
            Claim.atMost("Window signals that differ", sum(rows, FaultRow::differentSignals), 0),
            Claim.atMost(
                "Longest pause beside what was away, in seconds",
                rows.stream().mapToDouble(FaultRow::recovered).max().orElseThrow(),
                LONGEST_RESTART_SECONDS),
            Claim.atMost(
                "Requests of killed workers without one published version",
                workers.stream().filter(row -> !row.once()).count(),
                0),
            Claim.atMost(
                "Descriptors of missing or unverified packages",
                workers.stream().mapToInt(WorkerRow::unverified).sum(),
                0)),
        List.of(
            "Seed %d. Broker, ZooKeeper, JobManager and TaskManager are processes of their own;"
                    .formatted(SEED)
                + " readers see committed records only; predictions are written exactly once"
                + " (scoring.exactly-once).",
            "Each fault strikes three times in one run, at random moments. Lost and duplicated"
                + " count champion predictions by request, training examples, retraining events and"
                + " dead letters, against the undisturbed run.",
            "Seconds to recover: the longest time without a prediction from the fault on, less the"
                + " time that something was kept away.",
            "A worker is killed in time where nothing of its answer was committed then. Descriptor"
                + " and outcome are one transaction, so that the last kind of kill aims at its"
                + " middle and may come after its end."));
  }

  private static int sum(List<FaultRow> rows, ToIntFunction<FaultRow> figure) {
    return rows.stream().mapToInt(figure).sum();
  }
}
