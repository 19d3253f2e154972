package io.driftloop.console.replay;

import java.util.function.Consumer;

/** Told how a replay goes, for people to watch. */
public interface ReplayListener {

  /** Rows sent so far, how the loop answered them, and where event time is. */
  record Progress(int rows, int total, long eventTime, double accuracy, String version) {}

  void progress(Progress progress);

  /** One line on something that a person cares about. */
  void happened(String line);

  /** This listener, with somebody else told of the progress too. */
  default ReplayListener and(Consumer<Progress> other) {
    ReplayListener self = this;
    return new ReplayListener() {
      @Override
      public void progress(Progress progress) {
        self.progress(progress);
        other.accept(progress);
      }

      @Override
      public void happened(String line) {
        self.happened(line);
      }
    };
  }
}
