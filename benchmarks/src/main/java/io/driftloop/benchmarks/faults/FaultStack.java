package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.console.stack.Ports;
import io.driftloop.retrain.RetrainWorkerMain;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.zookeeper.FlinkZooKeeperQuorumPeer;

/** A broker and a Flink cluster, each part a process of its own that can be taken away. */
public final class FaultStack implements AutoCloseable {
  private static final String WORKER_FILE = "worker.yaml";
  private static final Pattern SLOTS = Pattern.compile("\"slots-available\":(\\d+)");

  private final Path directory;
  private final boolean wholeHeaps;
  private final int kafkaPort = Ports.free();
  private final int restPort = Ports.free();
  private final Map<Part, ChildProcess> processes = new EnumMap<>(Part.class);

  /** What can be killed. */
  public enum Part {
    ZOOKEEPER,
    BROKER,
    JOB_MANAGER,
    TASK_MANAGER,
    /** The only one that does not start with the stack: it takes a model to begin with. */
    WORKER
  }

  private FaultStack(Path directory, boolean wholeHeaps) {
    this.directory = directory;
    this.wholeHeaps = wholeHeaps;
  }

  static FaultStack start(Path directory) throws IOException {
    return start(directory, Map.of(), false);
  }

  /**
   * Starts all but the worker.
   *
   * @param flink more of Flink's own configuration
   * @param wholeHeaps whether processes take their heaps at once
   */
  public static FaultStack start(Path directory, Map<String, String> flink, boolean wholeHeaps)
      throws IOException {
    Files.createDirectories(directory);
    FaultStack stack = new FaultStack(directory, wholeHeaps);
    int zooKeeperPort = Ports.free();
    FlinkSettings.write(directory, stack.restPort, Ports.free(), zooKeeperPort, flink);
    try {
      EnumSet.complementOf(EnumSet.of(Part.WORKER)).forEach(stack::start);
      stack.awaitBroker();
      Waiting.until("a TaskManager", stack::alive, () -> stack.freeSlots() > 0);
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
    return stack;
  }

  /** Starts the broker alone, for what needs no Flink. */
  static FaultStack startBroker(Path directory) throws IOException {
    Files.createDirectories(directory);
    FaultStack stack = new FaultStack(directory, false);
    try {
      stack.start(Part.BROKER);
      stack.awaitBroker();
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
                  heap("128m"),
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
                  heap("384m"),
                  BrokerMain.class,
                  List.of(directory.resolve("kafka").toString(), String.valueOf(kafkaPort)));
          case JOB_MANAGER ->
              ChildProcess.start(
                  directory,
                  name,
                  heap("400m"),
                  StandaloneSessionClusterEntrypoint.class,
                  configuration);
          case TASK_MANAGER ->
              ChildProcess.start(
                  directory, name, heap("640m"), TaskManagerRunner.class, configuration);
          case WORKER ->
              ChildProcess.start(
                  directory,
                  name,
                  heap("320m"),
                  RetrainWorkerMain.class,
                  List.of(directory.resolve(WORKER_FILE).toString()));
        });
  }

  /**
   * Starts the worker.
   *
   * @param models where packages are
   * @param training more of its options
   */
  public void startWorker(Path models, Map<String, String> training) throws IOException {
    Map<String, String> options = new TreeMap<>(training);
    options.put("kafka.bootstrap-servers", bootstrapServers());
    options.put("models.uri", models.toUri().toString());
    String yaml =
        options.entrySet().stream()
            .map(option -> "%s: '%s'".formatted(option.getKey(), option.getValue()))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(directory.resolve(WORKER_FILE), yaml);
    start(Part.WORKER);
  }

  /** A heap that is taken in whole at once, so that what grows later is not the heap. */
  private List<String> heap(String size) {
    return wholeHeaps
        ? List.of("-Xmx" + size, "-Xms" + size, "-XX:+AlwaysPreTouch")
        : List.of("-Xmx" + size);
  }

  /** Ends a part at once, as {@code kill -9} does. */
  void kill(Part part) {
    processes.get(part).close();
  }

  ChildProcess process(Part part) {
    return processes.get(part);
  }

  /** The process's number. */
  public long pid(Part part) {
    return process(part).pid();
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

  /** Whether all parts run. */
  public boolean alive() {
    return processes.values().stream().allMatch(ChildProcess::alive);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  int restPort() {
    return restPort;
  }

  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    processes.values().forEach(ChildProcess::close);
  }
}
