package io.driftloop.benchmarks.streaming;

import io.driftloop.console.stack.EmbeddedKafka;
import io.driftloop.console.stack.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Kafka broker in a process of its own, so that a job reads through a socket as in production.
 */
public final class BrokerProcess implements AutoCloseable {
  private final ChildProcess process;
  private final String bootstrapServers;

  private BrokerProcess(ChildProcess process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts one that keeps its data in a directory. */
  public static BrokerProcess start(Path directory) {
    ChildProcess process =
        ChildProcess.start(
            BrokerProcess.class, directory, List.of("-Xmx512m"), List.of(directory.toString()));
    return new BrokerProcess(process, process.line());
  }

  /** The broker's own program. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]).resolve("kafka");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, Ports.free())) {
      System.out.println(kafka.bootstrapServers());
      ChildProcess.awaitEnd();
    }
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    process.close();
  }
}
