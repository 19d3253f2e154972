package io.driftloop.console.command;

import io.driftloop.schemas.Topics;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in the topics of a running stack. */
@Command(
    name = "topics",
    description = "Shows what is in the topics.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TopicsCommand.Tail.class)
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Prints a topic's records as they come. */
  @Command(
      name = "tail",
      description = "Prints a topic's newest records, decoded as JSON, and each that comes.",
      mixinStandardHelpOptions = true)
  static final class Tail implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private TailArguments arguments;

    @Parameters(
        paramLabel = "TOPIC",
        description = "One of ${COMPLETION-CANDIDATES}.",
        completionCandidates = Topic.class)
    private String topic;

    @Override
    public Integer call() {
      arguments.tail(
          topic, spec.commandLine().getOut(), message -> Optional.of(message.toString()));
      return CommandLine.ExitCode.OK;
    }
  }

  /** The topics' names. */
  static final class Topic implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Topics.ALL.iterator();
    }
  }
}
