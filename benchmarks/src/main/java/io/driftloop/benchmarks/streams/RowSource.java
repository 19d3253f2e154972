package io.driftloop.benchmarks.streams;

/** An endless stream of rows from a seed: the same calls give the same numbers. */
public interface RowSource {

  Layout layout();

  /** The next rows, column by column. */
  float[][] next(int rows);
}
