package io.driftloop.console.command;

import io.driftloop.console.Home;
import io.driftloop.console.stack.Directories;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model store is meant. */
final class ModelsArguments {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Directory of the model packages; default: that of 'up'.")
  private Path models;

  Path directory() {
    return models == null
        ? new Directories(Home.file(".driftloop/up")).models()
        : models.toAbsolutePath();
  }
}
