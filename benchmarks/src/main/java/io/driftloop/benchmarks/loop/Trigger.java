package io.driftloop.benchmarks.loop;

import io.driftloop.signals.policy.Action;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides after each window what to do, on one stream. */
interface Trigger extends AutoCloseable {

  /** A trained model serves from the next window on; called for the first one too. */
  default void serves(Trained model) {}

  /** What to make of the newest rows up to the end of this window: a new or a mended model. */
  Optional<Action> asks(Window window);

  /** One that only ever trains. */
  static Trigger training(Predicate<Window> when) {
    return window -> when.test(window) ? Optional.of(Action.RETRAIN) : Optional.empty();
  }

  /**
   * What was asked for was made.
   *
   * @param published whether it passed the gate, and serves
   * @return what to make next of the same rows
   */
  default Optional<Action> answered(boolean published) {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
