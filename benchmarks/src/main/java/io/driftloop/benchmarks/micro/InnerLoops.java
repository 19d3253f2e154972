package io.driftloop.benchmarks.micro;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Time and garbage of the loops of {@link ProfileLoops}, by JMH. */
public final class InnerLoops implements Benchmark {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** JMH divides what all threads allocate by the calls; less than a byte is none of ours. */
  private static final double NOTHING = 0.5;

  @Override
  public String name() {
    return "inner-loops";
  }

  @Override
  public String what() {
    return "What do a record, a pane and a window cost in the maths alone, in time and garbage?";
  }

  @Override
  public Result run(Settings settings) {
    List<Row> rows = measure(settings).stream().map(InnerLoops::row).toList();
    double garbage =
        rows.stream()
            .filter(row -> row.cells().get("loop").equals("update"))
            .mapToDouble(row -> (double) row.cells().get("bytes allocated"))
            .findFirst()
            .orElseThrow();
    return new Result(
        rows,
        List.of(Claim.atMost("bytes allocated per record in the update path", garbage, NOTHING)),
        List.of(
            "20 numeric features, two classes, every default signal; of all features together a"
                + " quarter of the rows, as by default. The window has 16,384 rows.",
            "JMH 1.37 with its gc profiler, in a JVM of its own and one thread."));
  }

  private static Collection<RunResult> measure(Settings settings) {
    var options =
        new OptionsBuilder()
            .include(ProfileLoops.class.getName())
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .forks(settings.size(3, 1))
            .warmupIterations(settings.size(5, 2))
            .warmupTime(TimeValue.seconds(settings.size(2, 1)))
            .measurementIterations(settings.size(5, 2))
            .measurementTime(TimeValue.seconds(settings.size(2, 1)))
            .build();
    try {
      return new Runner(options).run();
    } catch (RunnerException e) {
      throw new BenchmarkException("JMH did not run: " + e.getMessage(), e);
    }
  }

  private static Row row(RunResult result) {
    return Row.of("loop", result.getPrimaryResult().getLabel())
        .with("nanoseconds", result.getPrimaryResult().getScore())
        .with("± 99.9 %", result.getPrimaryResult().getScoreError())
        .with("bytes allocated", result.getSecondaryResults().get(ALLOCATED).getScore());
  }
}
