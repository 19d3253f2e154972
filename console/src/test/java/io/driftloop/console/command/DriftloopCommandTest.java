package io.driftloop.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  void whatAnEarlierRunLeftStaysWhereTheNextCannotStart() throws IOException {
    Path kept = directory.resolve("demo/models/kept");
    Files.createDirectories(kept);
    Files.createFile(directory.resolve("demo/driftloop-stack"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String ports = "kafka=0,page=0,flink=" + taken.getLocalPort();
      assertThat(run("demo", "--data", directory.toString(), "--ports", ports))
          .isEqualTo(DriftloopCommand.FAILED);
    }
    assertThat(kept).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "up"})
  void aDirectoryWhereAnotherStackRunsIsOneLine(String command) throws IOException {
    Path lock = directory.resolve(command + "/kafka/.lock");
    Files.createDirectories(lock.getParent());
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertThat(held.isValid()).isTrue();

      int code = run(command, "--data", directory.toString(), "--ports", "kafka=0,flink=0,page=0");

      assertThat(code).isEqualTo(DriftloopCommand.FAILED);
      assertThat(err.toString().lines())
          .containsExactly(
              "driftloop: another stack runs in %s; stop it or pass another directory as --data"
                  .formatted(directory.resolve(command)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "demo --speed 0,            --speed: 0.0 is not above 0",
    "demo --patience 0,         --patience: at least one second",
    "demo --report .,           --report: . is a directory",
    "demo --ports page=70000,   --ports: 70000 is no port",
    "up --ports kafak=1,        '--ports: kafak is none of kafka, flink, page'",
    "up --ports kafka=5000;flink=5000, '--ports: kafka, flink and page need different ports'",
    "up --config none.yaml,     there is no configuration file none.yaml",
    "up --config .,             . is a directory and no configuration file",
    "replay --csv x --config x --speed -1, --speed: -1.0 is not above 0",
    "replay --csv . --config x, cannot read the file ."
  })
  void aWrongValueIsOneLineBeforeAnythingStarts(String line, String message) {
    assertThat(run(line.replace(';', ',').split(" "))).isPositive();
    assertThat(err.toString().lines()).containsExactly("driftloop: " + message);
    assertThat(out.toString()).doesNotContain("Kafka  ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo --speed fast",
        "demo --ports kafka",
        "up --ports kafka=abc",
        "replay --csv x",
        "replay --config x"
      })
  void aValueOfAnotherKindNamesTheHelp(String line) {
    assertThat(run(line.split(" "))).isEqualTo(DriftloopCommand.USAGE);
    assertThat(err.toString().lines()).hasSize(2).last().asString().startsWith("Try 'driftloop ");
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
