package io.driftloop.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.benchmarks.BenchmarkException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Other implementations, which are Python: scripts in {@code benchmarks/peers} that get their
 * numbers on the standard input and print one JSON document.
 */
public final class Peers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path scripts;
  private final PeerEnvironment environment;

  private Peers(Path scripts, PeerEnvironment environment) {
    this.scripts = scripts;
    this.environment = environment;
  }

  /** Writes the numbers that a script reads. */
  @FunctionalInterface
  public interface Input {
    void write(Numbers numbers) throws IOException;
  }

  /**
   * The peers, installed where that was not done before; empty, with a line that says why, where
   * they cannot run here.
   *
   * @param home the directory that Driftloop is installed in
   */
  public static Optional<Peers> prepare(Path home, Consumer<String> tell) {
    Path scripts = home.resolve("benchmarks/peers");
    return PeerEnvironment.prepare(
            home.resolve(".driftloop/peers"), scripts.resolve("requirements.txt"), tell)
        .map(environment -> new Peers(scripts, environment));
  }

  /** Versions by name: of Python, and of what was installed on purpose. */
  public Map<String, String> versions() {
    return environment.versions();
  }

  /**
   * Runs a script to its end.
   *
   * @param script a file's name
   * @throws BenchmarkException where it fails; its own messages are on the error stream
   */
  public JsonNode run(String script, List<String> arguments, Input input) {
    try {
      Process process = start(script, arguments);
      IOException broken = send(process, input);
      byte[] answer = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      if (code != 0 || broken != null) {
        throw new BenchmarkException("%s failed with exit code %d".formatted(script, code), broken);
      }
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw new BenchmarkException("cannot run %s: %s".formatted(script, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException(script + " was interrupted", e);
    }
  }

  /** A script that ended early breaks the pipe; its exit code tells more than that does. */
  private static IOException send(Process process, Input input) {
    try (Numbers numbers = new Numbers(process.getOutputStream())) {
      input.write(numbers);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /**
   * Starts a script that is talked with; close it in the end.
   *
   * @throws BenchmarkException where it cannot be started
   */
  public Conversation converse(String script, List<String> arguments) {
    try {
      return new Conversation(script, start(script, arguments));
    } catch (IOException e) {
      throw new BenchmarkException("cannot run %s: %s".formatted(script, e.getMessage()), e);
    }
  }

  private Process start(String script, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(environment.python().toString());
    command.add(scripts.resolve(script).toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(PeerEnvironment.VARIABLES);
    return builder.start();
  }
}
