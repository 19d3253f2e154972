package io.driftloop.benchmarks.loop;

import io.driftloop.benchmarks.peers.Conversation;
import io.driftloop.benchmarks.peers.Numbers;
import io.driftloop.benchmarks.peers.Peers;
import io.driftloop.signals.policy.Action;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Trains where a peer's detector alarms: on a window's mistakes, or on its features. */
final class PeerTrigger implements Trigger {
  /** River's detectors, which watch mistakes. */
  static final List<String> OF_MISTAKES =
      List.of("ADWIN", "DDM", "EDDM", "HDDM_A", "HDDM_W", "Page-Hinkley", "KSWIN");

  /** Verdicts on features. */
  static final List<String> OF_FEATURES = List.of("Evidently", "NannyML");

  private static final int MODEL = 0;
  private static final int MISTAKES = 1;
  private static final int FEATURES = 2;

  private final Conversation conversation;
  private final boolean mistakes;
  private final int windowRows;

  /**
   * A trigger.
   *
   * @param detector one of those above
   * @param windowRows rows of a window, about
   */
  PeerTrigger(Peers peers, String detector, int windowRows) {
    this.conversation = peers.converse("triggers.py", List.of(detector));
    this.mistakes = OF_MISTAKES.contains(detector);
    this.windowRows = windowRows;
  }

  @Override
  public void serves(Trained model) {
    if (!mistakes) {
      conversation.ask(
          numbers -> {
            numbers.integers(MODEL, windowRows);
            block(numbers, model.rows());
          });
    }
  }

  @Override
  public Optional<Action> asks(Window window) {
    return alarms(window) ? Optional.of(Action.RETRAIN) : Optional.empty();
  }

  private boolean alarms(Window window) {
    return conversation
        .ask(
            numbers -> {
              if (mistakes) {
                numbers.integers(MISTAKES, window.labels().length);
                numbers.bits(window.errors());
              } else {
                numbers.integers(FEATURES, 0);
                block(numbers, window.rows());
              }
            })
        .asBoolean();
  }

  @Override
  public void close() {
    conversation.close();
  }

  private static void block(Numbers numbers, float[][] rows) throws IOException {
    int features = rows[0].length;
    numbers.integers(features, rows.length);
    float[] column = new float[rows.length];
    for (int feature = 0; feature < features; feature++) {
      for (int i = 0; i < rows.length; i++) {
        column[i] = rows[i][feature];
      }
      numbers.floats(column);
    }
  }
}
