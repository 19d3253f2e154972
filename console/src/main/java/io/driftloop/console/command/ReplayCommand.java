package io.driftloop.console.command;

import io.driftloop.console.ConsoleException;
import io.driftloop.console.replay.ModelHost;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays somebody's own labelled stream. */
@Command(
    name = "replay",
    description =
        "Replays a labelled CSV file through a stack of its own, or through one that runs and was"
            + " given a first version by 'train' with the same file.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StackArguments stack;
  @Mixin private ReplayArguments replay;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      required = true,
      description = "The rows, with a header line; plain or gzip.")
  private Path csv;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "What the columns are; keys: docs/configuration.md.")
  private Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "The Kafka of a stack that runs, whose loop options 'loop' must repeat.")
  private String bootstrapServers;

  @Override
  public Integer call() throws InterruptedException {
    replay.check();
    Input input = Input.of(csv, config).shuffled(replay.shuffle());
    Terminal terminal = Terminal.of(spec);
    Session session = new Session(terminal);
    if (bootstrapServers == null) {
      return session.run(input, stack.directories("replay"), stack.ports(), replay);
    }
    if (input.monitorOnly()) {
      throw new ConsoleException(
          "--bootstrap-servers: a monitor-only replay has a stack of its own; leave it out");
    }
    String prefix = input.data().model() + "-" + Long.toString(System.currentTimeMillis(), 36);
    return session.replay(
        input, ModelHost.LOOP, bootstrapServers, input.loop(), replay, terminal, () -> {}, prefix);
  }
}
