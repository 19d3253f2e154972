package io.driftloop.console.command;

import io.driftloop.config.Options;
import io.driftloop.console.stack.Ports;
import io.driftloop.console.stack.Stack;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack for somebody else's stream. */
@Command(
    name = "up",
    description = "Starts the same stack as the demo, keeps its data, and replays nothing.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StackArguments stack;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML with keys of the jobs and of the worker; default: their defaults.")
  private Path config;

  @Override
  public Integer call() throws InterruptedException {
    Options loop = config == null ? Options.empty() : Options.load(config);
    Ports ports = stack.ports();
    Terminal terminal = Terminal.of(spec);
    terminal.happened("starting Kafka, Flink and the jobs");
    try (Stack running = Stack.start(stack.directories("up"), ports, loop)) {
      Session.closeOnInterrupt(running);
      Session.told(terminal, running, ports);
      terminal.happened("models    " + running.directories().models());
      terminal.happened("the stack is up; Ctrl-C ends it");
      running.awaitFailure();
    }
    return CommandLine.ExitCode.OK;
  }
}
