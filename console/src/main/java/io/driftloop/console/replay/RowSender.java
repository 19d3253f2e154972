package io.driftloop.console.replay;

/** Brings a replay's rows to the loop, and later what turned out to be true. */
interface RowSender extends AutoCloseable {
  /** Sends a row, as a request or as somebody's prediction. */
  void row(ReplayRow row);

  /** Sends a row's label. */
  void label(ReplayRow row);

  /** Waits until all that was sent is stored. */
  void flush();

  @Override
  void close();
}
