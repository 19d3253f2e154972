package io.driftloop.benchmarks;

import io.driftloop.benchmarks.peers.Peers;
import io.driftloop.console.ConsoleException;
import io.driftloop.console.Home;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code driftloop bench} command: measures, stores, and fails where a claim does not hold. */
@Command(
    name = "driftloop bench",
    description =
        "Measures what Driftloop promises and writes benchmarks/results/NAME.md and NAME.json;"
            + " exits with 1 where a claim does not hold.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  /** Exit code where a claim does not hold. */
  static final int REFUTED = 1;

  private static final String LIST = "list";

  private final List<Benchmark> benchmarks;
  private final Path results;
  private final boolean withPeers;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "A benchmark, or 'list' to see all of them.")
  private String name;

  @Option(
      names = "--quick",
      description = "At most a minute, to see that the benchmark works; prints and stores nothing.")
  private boolean quick;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:DRIFTLOOP_DATA}",
      description = "Directory of the real streams; default: environment variable DRIFTLOOP_DATA.")
  private Path data;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long soak goes on; default: ${DEFAULT-VALUE}.")
  private int minutes;

  /**
   * A command.
   *
   * @param results directory of the stored reports
   * @param withPeers whether other implementations are installed and measured too
   */
  BenchCommand(List<Benchmark> benchmarks, Path results, boolean withPeers) {
    this.benchmarks = List.copyOf(benchmarks);
    this.results = results;
    this.withPeers = withPeers;
  }

  public static void main(String[] arguments) {
    Path results = Home.file("benchmarks/results");
    System.exit(commandLine(new BenchCommand(Benchmarks.ALL, results, true)).execute(arguments));
  }

  static CommandLine commandLine(BenchCommand command) {
    return new CommandLine(command)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(BenchCommand::failed);
  }

  private static int failed(
      Exception error, CommandLine commandLine, CommandLine.ParseResult result) throws Exception {
    if (error instanceof BenchmarkException || error instanceof ConsoleException) {
      commandLine.getErr().println("driftloop bench: " + error.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw error;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name.equals(LIST)) {
      benchmarks.forEach(each -> out.printf("%-14s %s%n", each.name(), each.what()));
      return CommandLine.ExitCode.OK;
    }
    Benchmark benchmark =
        Benchmarks.named(benchmarks, name)
            .orElseThrow(
                () ->
                    new BenchmarkException(
                        "there is no benchmark %s; see 'driftloop bench list'".formatted(name)));
    Report report = measure(benchmark, out);
    out.println(Markdown.of(report));
    out.flush();
    if (quick) {
      out.println("quick: nothing was stored, and the claims were not judged");
      return CommandLine.ExitCode.OK;
    }
    new ReportWriter(results).write(report);
    return report.holds() ? CommandLine.ExitCode.OK : REFUTED;
  }

  private Report measure(Benchmark benchmark, PrintWriter out) {
    Optional<Path> directory = directory();
    if (minutes < 1) {
      throw new BenchmarkException("--minutes: %d is none; 1 or more".formatted(minutes));
    }
    Path home = Home.directory();
    Optional<Peers> peers =
        withPeers && benchmark.comparesPeers()
            ? Peers.prepare(home, line -> tell(out, line))
            : Optional.empty();
    long start = System.nanoTime();
    Result result =
        benchmark.run(new Settings(quick, directory, peers, minutes, line -> tell(out, line)));
    double seconds = (System.nanoTime() - start) / 1e9;
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return Report.of(benchmark, Versions.of(home, peers), today, seconds, result);
  }

  private Optional<Path> directory() {
    if (data == null) {
      return Optional.empty();
    }
    if (!Files.isDirectory(data)) {
      throw new BenchmarkException("%s is no directory".formatted(data));
    }
    return Optional.of(data);
  }

  private static void tell(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
