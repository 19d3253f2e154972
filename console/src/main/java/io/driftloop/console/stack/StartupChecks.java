package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a stack needs of the machine, looked at before anything is started. */
public final class StartupChecks {
  private static final double GIB = 1024.0 * 1024 * 1024;

  /** Free disk that a replay's topics, checkpoints and models fit in with room to spare. */
  static final long LEAST_DISK = 1L << 30;

  /** Heap below which Kafka, Flink and training do not fit into one process. */
  static final long LEAST_HEAP = 700L << 20;

  private StartupChecks() {}

  /**
   * Makes the directory and looks at it, at ports, heap and disk.
   *
   * @throws ConsoleException naming the first thing that is not enough, and what would be
   */
  public static void require(Directories directories, Ports ports) {
    Path directory = directories.root();
    directories.requireUnused();
    ports.requireFree();
    requireHeap(Runtime.getRuntime().maxMemory());
    try {
      Files.createDirectories(directory);
      requireDisk(directory, Files.getFileStore(directory).getUsableSpace());
    } catch (IOException e) {
      throw new ConsoleException(
          "cannot write to the directory %s; pass another as --data".formatted(directory), e);
    }
  }

  static void requireHeap(long bytes) {
    if (bytes < LEAST_HEAP) {
      throw new ConsoleException(
          String.format(
              Locale.ROOT,
              "%.1f GiB of heap are too small; at least %.1f are needed"
                  + " (DRIFTLOOP_JAVA_OPTS=-Xmx1500m)",
              bytes / GIB,
              LEAST_HEAP / GIB));
    }
  }

  static void requireDisk(Path directory, long bytes) {
    if (bytes < LEAST_DISK) {
      throw new ConsoleException(
          String.format(
              Locale.ROOT,
              "%.1f GiB free under %s are too little; at least %.0f are needed, or pass another"
                  + " directory as --data",
              bytes / GIB,
              directory,
              LEAST_DISK / GIB));
    }
  }
}
