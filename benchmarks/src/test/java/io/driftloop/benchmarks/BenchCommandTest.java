package io.driftloop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path results;

  /** A benchmark that measures nothing and claims that a figure is at most one half. */
  private record Fixed(String name, double value) implements Benchmark {
    @Override
    public String what() {
      return "whether " + name + " is small";
    }

    @Override
    public Result run(Settings settings) {
      return new Result(
          List.of(Row.of("size", settings.size(1000, 10)).with("value", value)),
          List.of(Claim.atMost(name + " is small", value, 0.5)),
          List.of("made up"));
    }
  }

  private int run(String... arguments) {
    List<Benchmark> benchmarks = List.of(new Fixed("good", 0.25), new Fixed("bad", 0.75));
    CommandLine command = BenchCommand.commandLine(new BenchCommand(benchmarks, results, false));
    return command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void listsAllBenchmarksWithTheirQuestions() {
    assertThat(run("list")).isZero();
    assertThat(out.toString())
        .contains("good", "whether good is small", "bad", "whether bad is small");
  }

  @Test
  void storesAReportForPeopleAndOneForPrograms() throws IOException {
    assertThat(run("good")).isZero();

    assertThat(Files.readString(results.resolve("good.md")))
        .contains("# good", "| good is small | 0.25 | <= 0.5 | yes |", "| 1,000 | 0.25 |");
    JsonNode json = new ObjectMapper().readTree(results.resolve("good.json").toFile());
    assertThat(json.fieldNames())
        .toIterable()
        .contains(
            "name", "machine", "versions", "date", "seconds", "rows", "claims", "notes", "holds");
    assertThat(json.at("/rows/0/size").asInt()).isEqualTo(1000);
    assertThat(json.at("/claims/0/bound").asText()).isEqualTo("<= 0.5");
    assertThat(json.at("/claims/0/holds").asBoolean()).isTrue();
    assertThat(json.at("/machine/cores").asInt()).isPositive();
  }

  @Test
  void failsWhereAClaimDoesNotHoldAndStoresThatToo() throws IOException {
    assertThat(run("bad")).isEqualTo(BenchCommand.REFUTED);
    assertThat(Files.readString(results.resolve("bad.md"))).contains("| NO |");
  }

  @Test
  void aQuickRunIsSmallStoresNothingAndJudgesNothing() {
    assertThat(run("bad", "--quick")).isZero();
    assertThat(out.toString()).contains("| 10 | 0.75 |", "quick: nothing was stored");
    assertThat(results).isEmptyDirectory();
  }

  @Test
  void saysInOneLineWhatAPersonDidWrong() {
    assertThat(run("missing")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(run("good", "--data", results.resolve("nowhere").toString()))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("there is no benchmark missing"))
        .anyMatch(line -> line.contains("is no directory"));
  }

  @Test
  void namesAreUniqueAndFitTheResultFiles() {
    assertThat(Benchmarks.ALL)
        .extracting(Benchmark::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z-]+") && !name.equals("list"));
  }
}
