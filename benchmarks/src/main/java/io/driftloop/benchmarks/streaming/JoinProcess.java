package io.driftloop.benchmarks.streaming;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.models.Stores;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The label join in a process of its own, whose memory is only the job's. It ends in the middle of
 * the stream, as soon as it has measured: millions of predictions are open then, as in production.
 */
final class JoinProcess {
  /** Heap and the share of RocksDB; both together with the JVM's own stay below 4 GiB. */
  static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseG1GC");

  static final MemorySize MANAGED = MemorySize.ofMebiBytes(3400);
  private static final int PARALLELISM = 2;

  /** Steps that are over before the clock starts. */
  private static final double WARM_UP = 0.5;

  private JoinProcess() {}

  /**
   * What was measured.
   *
   * @param stepsPerSecond a step is a prediction that comes, a label that joins another one, and
   *     one that runs out
   * @param cpuMicroseconds of one core for a step, all of the process counted
   * @param diskBytes of RocksDB, for all that is open
   * @param peakMemoryKibibytes the most resident memory of the process
   */
  record Answer(
      int open,
      double loadPerSecond,
      double stepsPerSecond,
      double cpuMicroseconds,
      long diskBytes,
      long peakMemoryKibibytes) {}

  /** Runs the process to its answer. */
  static Answer run(JoinTraffic traffic) {
    try (Workspace workspace = Workspace.create();
        ChildProcess process =
            ChildProcess.start(
                JoinProcess.class,
                workspace.directory(),
                FLAGS,
                List.of(
                    workspace.directory().toString(),
                    String.valueOf(traffic.open()),
                    String.valueOf(traffic.steps())))) {
      return new ObjectMapper().readValue(process.line(), Answer.class);
    } catch (IOException e) {
      throw new BenchmarkException("the join gave no answer", e);
    }
  }

  /** The process's own program. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    JoinTraffic traffic =
        new JoinTraffic(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Path store = directory.resolve("models");
    MonitoredModels.publish(store, Traffic.even(1, JoinTraffic.FEATURES, 1));
    Options options =
        Options.of(
            Map.of(
                "models.uri",
                store.toUri().toString(),
                "labels.wait",
                traffic.open() + "ms",
                "checkpoint.interval",
                "10s"));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            PARALLELISM,
            LocalCluster.configuration(
                JobEnvironment.configuration(options), directory, PARALLELISM, MANAGED));
    Milestones milestones = new Milestones(traffic.steps() * WARM_UP, traffic.steps());
    JoinTraffic.Streams streams = traffic.streams(environment);
    LabelJoinJob.build(
        new LabelJoinJob.Sources(
            RunClock.started(streams.predictions(), streams.predictions().getType()),
            streams.labels(),
            Stores.catalog(options)),
        new LabelJoinJob.Sinks(milestones.sink(), RunClock.sink(), RunClock.sink()),
        options);
    RunClock.reset();
    environment.executeAsync("label-join");
    milestones.await();
    System.out.println(
        new ObjectMapper().writeValueAsString(answer(traffic, milestones, directory)));
    Runtime.getRuntime().halt(0);
  }

  private static Answer answer(JoinTraffic traffic, Milestones milestones, Path directory)
      throws IOException {
    double steps = traffic.steps() * (1 - WARM_UP);
    return new Answer(
        traffic.open(),
        traffic.open() / milestones.secondsToFirst(),
        steps / milestones.seconds(),
        milestones.cpuSeconds() * 1e6 / steps,
        tables(directory.resolve("work")),
        peakMemory());
  }

  /** A checkpoint in the making links to files of the state: each file counts once. */
  private static long tables(Path directory) throws IOException {
    Map<Object, Long> sizes = new HashMap<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".sst")) {
              sizes.put(attributes.fileKey(), attributes.size());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE; // RocksDB goes on while its files are counted.
          }
        });
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The high-water mark of what Linux calls resident. */
  private static long peakMemory() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
