package io.driftloop.console.command;

import io.driftloop.config.Option;
import io.driftloop.console.replay.ReplayOptions;
import io.driftloop.console.stack.LoopOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what can be configured. */
@Command(
    name = "config",
    description = "Tells what can be configured.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ConfigCommand.Reference.class)
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Prints the reference page. */
  @Command(
      name = "reference",
      description = "Prints every configuration key as Markdown: docs/configuration.md.",
      mixinStandardHelpOptions = true)
  static final class Reference implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      spec.commandLine().getOut().print(page());
      spec.commandLine().getOut().flush();
      return CommandLine.ExitCode.OK;
    }

    static String page() {
      Map<String, List<Option<?>>> sections = new LinkedHashMap<>(LoopOptions.byPart());
      sections.put("Replay", ReplayOptions.ALL);
      return OptionsReference.markdown(sections);
    }
  }
}
