package io.driftloop.console;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Driftloop is installed: the directory that holds {@code config/}. */
public final class Home {
  private static final String MARK = "config/demo-elec2.yaml";

  private Home() {}

  /**
   * The directory that the launcher names, or the nearest one above the working directory.
   *
   * @throws ConsoleException where neither is one
   */
  public static Path directory() {
    String named = System.getProperty("driftloop.home");
    Path start = Path.of(named == null ? "" : named).toAbsolutePath();
    for (Path path = start; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve(MARK))) {
        return path;
      }
    }
    throw new ConsoleException("%s is not found in or above %s".formatted(MARK, start));
  }

  /** A file of the installation. */
  public static Path file(String relative) {
    return directory().resolve(relative);
  }
}
