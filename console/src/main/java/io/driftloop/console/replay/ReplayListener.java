package io.driftloop.console.replay;

/** Told how a replay goes, for people to watch. */
public interface ReplayListener {

  /** Rows sent so far, how the loop answered them, and where event time is. */
  record Progress(int rows, int total, long eventTime, double accuracy, String version) {}

  void progress(Progress progress);

  /** One line on something that a person cares about. */
  void happened(String line);
}
