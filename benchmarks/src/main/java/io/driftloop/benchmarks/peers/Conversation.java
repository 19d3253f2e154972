package io.driftloop.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.benchmarks.BenchmarkException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A running script that answers each message with a line of JSON. */
public final class Conversation implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String script;
  private final Process process;
  private final Numbers numbers;
  private final BufferedReader answers;

  Conversation(String script, Process process) {
    this.script = script;
    this.process = process;
    this.numbers = new Numbers(process.getOutputStream());
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Sends a message and waits for its answer.
   *
   * @throws BenchmarkException where the script ended
   */
  public JsonNode ask(Peers.Input message) {
    try {
      message.write(numbers);
      numbers.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new BenchmarkException(script + " ended; its messages are on the error stream");
      }
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new BenchmarkException("%s ended: %s".formatted(script, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
