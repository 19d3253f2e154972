package io.driftloop.console.command;

import io.driftloop.console.ConsoleException;
import io.driftloop.console.replay.ReplaySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a replay runs and what is left of it. */
final class ReplayArguments {
  @Option(names = "--exit", description = "End after the replay instead of staying up.")
  private boolean exit;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the summary as JSON.")
  private Path report;

  @Option(
      names = "--speed",
      paramLabel = "ROWS",
      description = "Rows a second, at most; default: as fast as the loop allows.")
  private double speed = Double.POSITIVE_INFINITY;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description =
          "Take the rows in random order: a stream without drift, which should ask for nothing.")
  private Long shuffle;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "Give up when nothing at all came out of the loop for this long; default:"
              + " ${DEFAULT-VALUE}.")
  private int patience;

  boolean exit() {
    return exit;
  }

  /** The seed of the order; null where the rows stay in theirs. */
  Long shuffle() {
    return shuffle;
  }

  Path report() {
    return report;
  }

  /**
   * Looks at the values, before anything is started with them.
   *
   * @throws ConsoleException where one is not allowed
   */
  void check() {
    if (!(speed > 0)) {
      throw new ConsoleException("--speed: %s is not above 0".formatted(speed));
    }
    if (patience < 1) {
      throw new ConsoleException("--patience: at least one second");
    }
    if (report != null && Files.isDirectory(report)) {
      throw new ConsoleException("--report: %s is a directory".formatted(report));
    }
  }

  ReplaySettings settings(Duration window, Duration maxOutOfOrderness) {
    return new ReplaySettings(window, maxOutOfOrderness, speed, Duration.ofSeconds(patience));
  }
}
