package io.driftloop.benchmarks.loop;

/** Decides after each window whether to train, on one stream. */
interface Trigger extends AutoCloseable {

  /** A trained model serves from the next window on; called for the first one too. */
  default void serves(Trained model) {}

  /** Whether to train now, on the newest rows up to the end of this window. */
  boolean trains(Window window);

  /**
   * An asked-for model was trained.
   *
   * @param published whether it passed the gate, and serves
   */
  default void answered(boolean published) {}

  @Override
  default void close() {}
}
