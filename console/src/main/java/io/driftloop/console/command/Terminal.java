package io.driftloop.console.command;

import io.driftloop.console.replay.ReplayListener;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a person sees of a run: lines, and below them, where the output is a terminal, one line that
 * shows progress. Safe to use from several threads.
 */
final class Terminal implements ReplayListener {
  private static final int BAR = 24;
  private static final int SHARES_WITHOUT_BAR = 10;
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final PrintWriter out;
  private final boolean interactive;
  private String status = "";
  private int toldShares;

  /**
   * A terminal.
   *
   * @param interactive whether a line may be overwritten
   */
  Terminal(PrintWriter out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** The terminal that a command prints to. */
  static Terminal of(CommandSpec spec) {
    return new Terminal(spec.commandLine().getOut(), System.console() != null);
  }

  @Override
  public synchronized void happened(String line) {
    if (interactive && !status.isEmpty()) {
      out.print(CLEAR_LINE);
    }
    out.println(line);
    show();
  }

  @Override
  public synchronized void progress(Progress progress) {
    double share = progress.rows() / (double) progress.total();
    String text =
        String.format(
            Locale.ROOT,
            "%,d of %,d rows  %s  accuracy %.3f  %s",
            progress.rows(),
            progress.total(),
            Instant.ofEpochMilli(progress.eventTime()).atZone(ZoneOffset.UTC).toLocalDate(),
            progress.accuracy(),
            progress.version());
    if (interactive) {
      int done = (int) (share * BAR);
      status = "[" + "#".repeat(done) + ".".repeat(BAR - done) + "] " + text;
      out.print(CLEAR_LINE);
      show();
    } else if ((int) (share * SHARES_WITHOUT_BAR) > toldShares) {
      toldShares = (int) (share * SHARES_WITHOUT_BAR);
      out.println(text);
      out.flush();
    }
  }

  /** Ends the progress line. */
  synchronized void progressEnded() {
    if (interactive && !status.isEmpty()) {
      out.println();
    }
    status = "";
    out.flush();
  }

  private void show() {
    if (interactive) {
      out.print(status);
    }
    out.flush();
  }
}
