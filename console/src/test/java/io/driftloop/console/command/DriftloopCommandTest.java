package io.driftloop.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DriftloopCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "up",
        "replay",
        "train",
        "models",
        "models list",
        "signals",
        "signals tail",
        "topics",
        "topics tail",
        "config",
        "config reference"
      })
  void everyCommandHelps(String command) {
    String[] words = (command + " --help").trim().split(" ");

    assertThat(run(words)).isZero();
    assertThat(out.toString()).contains("Usage: driftloop").contains("--help");
  }

  @Test
  void aTakenPortIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      int code =
          run("demo", "--data", directory.toString(), "--ports", "kafka=0,page=0,flink=" + port);

      assertThat(code).isEqualTo(DriftloopCommand.FAILED);
      assertThat(err.toString().lines())
          .containsExactly(
              "driftloop: port %d (flink) is taken; stop what listens there or pass --ports flink=PORT"
                  .formatted(port));
    }
  }

  @Test
  void anUnreadableFileIsOneLine() {
    Path missing = directory.resolve("missing.csv");

    int code = run("replay", "--csv", missing.toString(), "--config", missing.toString());

    assertThat(code).isEqualTo(DriftloopCommand.FAILED);
    assertThat(err.toString().lines())
        .containsExactly("driftloop: cannot read the file " + missing);
  }

  @Test
  void aBadConfigurationIsOneLine() throws IOException {
    Path csv = Files.writeString(directory.resolve("rows.csv"), "x,class\n1,a\n2,b\n3,a\n");
    Path config =
        Files.writeString(
            directory.resolve("config.yaml"),
            "model: m\nfirst-model-rows: 2\nlabel: {column: class}\nloop: {windw: 7d}\n");

    int code = run("replay", "--csv", csv.toString(), "--config", config.toString());

    assertThat(code).isEqualTo(DriftloopCommand.USAGE);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("driftloop: windw is no known key; known keys: ");
  }

  @Test
  void aDirectoryWithSomebodyElsesFilesIsNotCleared() throws IOException {
    Path precious = directory.resolve("demo/precious.txt");
    Files.createDirectories(precious.getParent());
    Files.writeString(precious, "mine");

    int code = run("demo", "--data", directory.toString(), "--ports", "kafka=0,flink=0,page=0");

    assertThat(code).isEqualTo(DriftloopCommand.FAILED);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("holds files that are not ours");
    assertThat(precious).exists();
  }

  @Test
  void anUnknownOptionNamesTheHelp() {
    assertThat(run("demo", "--sped", "3")).isEqualTo(DriftloopCommand.USAGE);
    assertThat(err.toString().lines()).hasSize(2).last().isEqualTo("Try 'driftloop demo --help'.");
  }

  @Test
  void theReferencePageIsThatOfTheOptions() {
    assertThat(Home.file("docs/configuration.md"))
        .as("made by: ./driftloop config reference > docs/configuration.md")
        .hasContent(ConfigCommand.Reference.page());
  }

  private int run(String... arguments) {
    CommandLine commandLine = DriftloopCommand.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }
}
