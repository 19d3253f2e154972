package io.driftloop.benchmarks;

/** Something that is measured, in a way that a reader can repeat. */
public interface Benchmark {

  /** What the command calls it. */
  String name();

  /** The question that it answers, in one line. */
  String what();

  /**
   * Measures.
   *
   * @throws BenchmarkException where something that it needs is missing
   */
  Result run(Settings settings);
}
