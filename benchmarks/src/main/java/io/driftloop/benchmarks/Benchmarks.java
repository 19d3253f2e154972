package io.driftloop.benchmarks;

import io.driftloop.benchmarks.drift.FalseAlarms;
import io.driftloop.benchmarks.drift.Power;
import io.driftloop.benchmarks.errors.Delay;
import io.driftloop.benchmarks.faults.Faults;
import io.driftloop.benchmarks.loop.Loop;
import io.driftloop.benchmarks.micro.InnerLoops;
import io.driftloop.benchmarks.soak.Overload;
import io.driftloop.benchmarks.soak.Soak;
import io.driftloop.benchmarks.streaming.Join;
import io.driftloop.benchmarks.streaming.RowsPerSecond;
import io.driftloop.benchmarks.streaming.Scoring;
import io.driftloop.benchmarks.streaming.Throughput;
import io.driftloop.benchmarks.streaming.Width;
import java.util.List;
import java.util.Optional;

/** All benchmarks, in the order of the list. */
final class Benchmarks {
  static final List<Benchmark> ALL =
      List.of(
          new FalseAlarms(),
          new Power(),
          new Delay(),
          new Loop(),
          new Throughput(),
          new Width(),
          new Join(),
          new Scoring(),
          new RowsPerSecond(),
          new InnerLoops(),
          new Faults(),
          new Soak(),
          new Overload());

  private Benchmarks() {}

  static Optional<Benchmark> named(List<Benchmark> benchmarks, String name) {
    return benchmarks.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
  }
}
