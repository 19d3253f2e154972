package io.driftloop.console.command;

import io.driftloop.console.ConsoleException;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.store.LocalModelStore;
import io.driftloop.serving.store.StoreModelCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows which versions there are. */
@Command(
    name = "models",
    description = "Shows models.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ModelsCommand.ListVersions.class)
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Lists a store. */
  @Command(
      name = "list",
      description = "Lists every version with its score and what it was trained on.",
      mixinStandardHelpOptions = true)
  static final class ListVersions implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ModelsArguments models;

    @Override
    public Integer call() {
      Path directory = models.directory();
      if (!Files.isDirectory(directory)) {
        throw new ConsoleException("no model store in " + directory);
      }
      try {
        list(new LocalModelStore(directory), spec.commandLine().getOut());
      } catch (IOException e) {
        throw new ConsoleException("cannot read the model store " + directory, e);
      }
      return CommandLine.ExitCode.OK;
    }

    private static void list(LocalModelStore store, PrintWriter out) throws IOException {
      StoreModelCatalog catalog = new StoreModelCatalog(store, Clock.systemUTC());
      for (String model : store.models()) {
        for (String version : store.versions(model)) {
          catalog.find(model, version).ifPresent(card -> out.println(line(card)));
        }
      }
      out.flush();
    }

    private static String line(ModelCard card) {
      return String.format(
          Locale.ROOT,
          "%-16s %-6s accuracy %.3f  %,d rows of %s to %s%s",
          card.model(),
          card.version(),
          card.metrics().getOrDefault("accuracy", Double.NaN),
          card.lineage().rows(),
          Instant.ofEpochMilli(card.lineage().trainFrom()),
          Instant.ofEpochMilli(card.lineage().trainTo()),
          card.lineage().requestId().isEmpty() ? "" : "  for " + card.lineage().requestId());
    }
  }
}
