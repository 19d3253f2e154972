package io.driftloop.benchmarks;

/** Something that is measured, in a way that a reader can repeat. */
public interface Benchmark {

  /** What the command calls it. */
  String name();

  /** The question that it answers, in one line. */
  String what();

  /** Whether it measures other implementations beside ours, which are installed for it then. */
  default boolean comparesPeers() {
    return false;
  }

  /**
   * Measures.
   *
   * @throws BenchmarkException where something that it needs is missing
   */
  Result run(Settings settings);
}
