package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.console.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** A broker and a Flink cluster, each part a process of its own that can be taken away. */
final class FaultStack implements AutoCloseable {
  private static final Pattern SLOTS = Pattern.compile("\"slots-available\":(\\d+)");

  private final Path directory;
  private final int kafkaPort = Ports.free();
  private final int restPort = Ports.free();
  private final Map<Part, ChildProcess> processes = new EnumMap<>(Part.class);

  /** What can be killed. */
  enum Part {
    ZOOKEEPER,
    BROKER,
    JOB_MANAGER,
    TASK_MANAGER
  }

  private FaultStack(Path directory) {
    this.directory = directory;
  }

  static FaultStack start(Path directory) throws IOException {
    Files.createDirectories(directory);
    FaultStack stack = new FaultStack(directory);
    int zooKeeperPort = Ports.free();
    FlinkSettings.write(directory, stack.restPort, Ports.free(), zooKeeperPort);
    try {
      for (Part part : Part.values()) {
        stack.start(part);
      }
      stack.awaitBroker();
      Waiting.until("a TaskManager", stack::alive, () -> stack.freeSlots() > 0);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
    return stack;
  }

  /** Starts a part, in place of the one before. */
  void start(Part part) {
    String name = part.name().toLowerCase(Locale.ROOT);
    List<String> configuration = List.of("--configDir", directory.toString());
    processes.put(
        part,
        switch (part) {
          case ZOOKEEPER ->
              ChildProcess.start(
                  directory,
                  name,
                  "128m",
                  FlinkZooKeeperQuorumPeer.class,
                  List.of(
                      "--zkConfigFile",
                      directory.resolve("zookeeper.cfg").toString(),
                      "--peerId",
                      "1"));
          case BROKER ->
              ChildProcess.start(
                  directory,
                  name,
                  "384m",
                  BrokerMain.class,
                  List.of(directory.resolve("kafka").toString(), String.valueOf(kafkaPort)));
          case JOB_MANAGER ->
              ChildProcess.start(
                  directory, name, "400m", StandaloneSessionClusterEntrypoint.class, configuration);
          case TASK_MANAGER ->
              ChildProcess.start(directory, name, "640m", TaskManagerRunner.class, configuration);
        });
  }

  /** Ends a part at once, as {@code kill -9} does. */
  void kill(Part part) {
    processes.get(part).close();
  }

  ChildProcess process(Part part) {
    return processes.get(part);
  }

  private void awaitBroker() {
    ChildProcess broker = processes.get(Part.BROKER);
    Waiting.until("the broker", broker::alive, () -> broker.log().contains(BrokerMain.READY));
  }

  /** Free task slots; 0 where the JobManager does not answer. */
  int freeSlots() {
    try {
      String overview =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:%d/overview".formatted(restPort)))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      Matcher slots = SLOTS.matcher(overview);
      return slots.find() ? Integer.parseInt(slots.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted");
    }
  }

  boolean alive() {
    return processes.values().stream().allMatch(ChildProcess::alive);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  int restPort() {
    return restPort;
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    processes.values().forEach(ChildProcess::close);
  }
}
