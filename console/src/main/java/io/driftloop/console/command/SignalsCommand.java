package io.driftloop.console.command;

import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the signals of a running stack. */
@Command(
    name = "signals",
    description = "Shows signals.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = SignalsCommand.Tail.class)
final class SignalsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Prints signals as they come. */
  @Command(
      name = "tail",
      description = "Prints the newest signals, one a line, and each that comes.",
      mixinStandardHelpOptions = true)
  static final class Tail implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private TailArguments arguments;

    @Option(names = "--breached", description = "Only those beyond their threshold.")
    private boolean breached;

    @ArgGroup(exclusive = false)
    private DiscoveryArguments discoveries;

    @Option(names = "--json", description = "Whole records as JSON.")
    private boolean json;

    @Override
    public Integer call() {
      Predicate<Signal> wanted =
          discoveries == null ? signal -> true : discoveries.filter(spec.commandLine());
      arguments.tail(
          Topics.SIGNALS, spec.commandLine().getOut(), record -> line((Signal) record, wanted));
      return CommandLine.ExitCode.OK;
    }

    private Optional<String> line(Signal signal, Predicate<Signal> wanted) {
      boolean shown = wanted.test(signal) && (!breached || signal.getBreached());
      return shown
          ? Optional.of(json ? signal.toString() : SignalLine.of(signal))
          : Optional.empty();
    }
  }
}
