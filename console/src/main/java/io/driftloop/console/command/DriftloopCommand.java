package io.driftloop.console.command;

import io.driftloop.config.ConfigException;
import io.driftloop.console.ConsoleException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The {@code driftloop} command. What a person did wrong is one line on the error stream; what
 * Driftloop did wrong is one too, with its stack trace in the log.
 */
@Command(
    name = "driftloop",
    description = "Keeps a deployed model right while the world changes under it.",
    mixinStandardHelpOptions = true,
    versionProvider = DriftloopVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = "%nMeasurements: driftloop bench list",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ReplayCommand.class,
      TrainCommand.class,
      ModelsCommand.class,
      SignalsCommand.class,
      TopicsCommand.class,
      ConfigCommand.class
    })
public final class DriftloopCommand implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DriftloopCommand.class);

  /** Exit code where the command, its configuration or the machine must be put right. */
  static final int USAGE = 2;

  /** Exit code where a run failed. */
  static final int FAILED = 1;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    // Threads of brokers and clusters must not keep a finished command alive.
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new DriftloopCommand())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(DriftloopCommand::misused)
        .setExecutionExceptionHandler(DriftloopCommand::failed);
  }

  private static int misused(ParameterException error, String[] arguments) {
    PrintWriter err = error.getCommandLine().getErr();
    err.println("driftloop: " + firstLine(error));
    err.println(
        "Try '%s --help'.".formatted(error.getCommandLine().getCommandSpec().qualifiedName()));
    return USAGE;
  }

  private static int failed(
      Exception error, CommandLine commandLine, CommandLine.ParseResult result) {
    LOG.error("the command failed", error);
    boolean ours = error instanceof ConfigException || error instanceof ConsoleException;
    String message =
        ours
            ? firstLine(error)
            : error.getClass().getSimpleName()
                + ": "
                + firstLine(error)
                + " (a fault of Driftloop; see the log)";
    commandLine.getErr().println("driftloop: " + message);
    return error instanceof ConfigException ? USAGE : FAILED;
  }

  private static String firstLine(Exception error) {
    String message = String.valueOf(error.getMessage());
    return message.lines().findFirst().orElse(message);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
