package io.driftloop.console.command;

import io.driftloop.config.Options;
import io.driftloop.console.page.LoopView;
import io.driftloop.console.replay.ModelHost;
import io.driftloop.console.replay.Replay;
import io.driftloop.console.replay.ReplayListener;
import io.driftloop.console.replay.ReplayReport;
import io.driftloop.console.stack.Directories;
import io.driftloop.console.stack.FirstModel;
import io.driftloop.console.stack.Ports;
import io.driftloop.console.stack.Stack;
import io.driftloop.console.stack.StartupChecks;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.serving.ModelCard;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** A replay through an embedded stack, as a person follows it: what demo and replay share. */
final class Session {
  private final Terminal terminal;

  Session(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Starts a fresh stack, trains version 1, replays, and stays up unless told to end.
   *
   * @param directories cleared first: topics of an earlier run would be replayed into
   * @return the command's exit code
   */
  int run(Input input, Directories directories, Ports ports, ReplayArguments arguments)
      throws InterruptedException {
    ModelHost host = input.host(directories.models()); // Before anything starts: it may be refused.
    StartupChecks.require(directories, ports); // Or we would clear what another stack works on.
    directories.clear();
    terminal.happened("starting Kafka, Flink and the jobs in " + directories.root());
    try (Stack stack = start(input, directories, ports)) {
      closeOnInterrupt(stack);
      Session.told(terminal, stack, ports);
      if (!input.monitorOnly()) {
        publishFirst(input, stack);
      }
      int code = replay(input, host, stack, arguments);
      if (!arguments.exit() && code == CommandLine.ExitCode.OK) {
        terminal.happened("the stack stays up; Ctrl-C ends it");
        stack.awaitFailure();
      }
      return code;
    }
  }

  private Stack start(Input input, Directories directories, Ports ports) {
    return input.monitorOnly()
        ? Stack.startMonitorOnly(
            directories, ports, input.loop(), stack -> publishFirst(input, stack))
        : Stack.start(directories, ports, input.loop());
  }

  private void publishFirst(Input input, Stack stack) {
    ModelCard first =
        FirstModel.publish(
            input.data(), stack.directories().models(), stack.bootstrapServers(), stack.options());
    terminal.happened(
        String.format(
            Locale.ROOT,
            "%s v1 trained on %,d rows: accuracy %.3f on held-back ones",
            input.data().model(),
            input.data().firstModelRows(),
            first.metrics().get("accuracy")));
  }

  private int replay(Input input, ModelHost host, Stack stack, ReplayArguments arguments) {
    LoopView page = stack.view();
    ReplayListener everywhere =
        terminal.and(
            progress -> page.onProgress(progress.rows(), progress.total(), progress.eventTime()));
    return replay(
        input,
        host,
        stack.bootstrapServers(),
        stack.options(),
        arguments,
        everywhere,
        stack::requireHealthy,
        input.data().model());
  }

  /** Replays into a stack that runs, whichever it is, and tells how it went. */
  int replay(
      Input input,
      ModelHost host,
      String bootstrapServers,
      Options loop,
      ReplayArguments arguments,
      ReplayListener listener,
      Runnable health,
      String idPrefix) {
    Replay.Result result =
        Replay.run(
            host,
            bootstrapServers,
            idPrefix,
            input.data(),
            arguments.settings(
                loop.get(JobOptions.WINDOW), loop.get(JobOptions.MAX_OUT_OF_ORDERNESS)),
            listener,
            health);
    terminal.progressEnded();
    return told(result, arguments);
  }

  private int told(Replay.Result result, ReplayArguments arguments) {
    ReplayReport report = result.report();
    ResultTable.lines(report).forEach(terminal::happened);
    if (arguments.report() != null) {
      report.write(arguments.report());
      terminal.happened("report written to " + arguments.report());
    }
    List<String> broken = result.brokenBalances();
    broken.forEach(balance -> terminal.happened("BROKEN BALANCE: " + balance));
    return broken.isEmpty() ? CommandLine.ExitCode.OK : DriftloopCommand.FAILED;
  }

  static void told(Terminal terminal, Stack stack, Ports ports) {
    terminal.happened("Kafka     " + stack.bootstrapServers());
    terminal.happened("Flink UI  http://127.0.0.1:" + ports.flink());
    terminal.happened("page      http://127.0.0.1:" + ports.page());
  }

  /** Ctrl-C must not leave half-written segments, so the stack stops in order. */
  static void closeOnInterrupt(Stack stack) {
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
  }
}
