package io.driftloop.console.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.console.stack.EmbeddedKafka;
import io.driftloop.console.stack.Ports;
import io.driftloop.console.stack.TopicSetup;
import io.driftloop.jobs.scoring.ScoringJob;
import io.driftloop.schemas.row.PredictionRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jar on a cluster of separate processes whose class path is a Flink distribution and the
 * folder of deploy/flink-lib: what {@code flink run} does, by REST.
 */
class ClusterIT {
  private static final Path JOB_JAR = Path.of(System.getProperty("driftloop.job-jar"));
  private static final Path FLINK_LIB = Path.of(System.getProperty("driftloop.flink-lib"));
  private static final Path KEPT_LOGS = Path.of("target", "cluster-logs");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void scoresOnACluster() throws Exception {
    int restPort = Ports.free();
    Path cluster = Files.createDirectories(directory.resolve("cluster"));
    ClusterConfiguration.write(cluster, restPort, Ports.free());
    String classPath = ClusterClassPath.of(FLINK_LIB);
    assertThat(classPath)
        .doesNotContain("io/driftloop", "/schemas/", "kafka", "/avro-", "jackson-databind");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), Ports.free());
        ClusterProcesses processes = ClusterProcesses.start(cluster, classPath)) {
      try {
        TopicSetup.createMissing(kafka.bootstrapServers());
        ClusterRest rest = new ClusterRest(restPort);
        await("the TaskManager", processes, () -> freeSlots(rest) > 0);
        String jar = rest.upload(JOB_JAR);
        submitTwice(kafka.bootstrapServers(), rest, jar, processes);
        assertThatThrownBy(() -> rest.run(jar, ScoringJob.class, List.of("--config", "none.yaml")))
            .hasMessageContaining("there is no configuration file none.yaml");
        assertThat(processes.alive()).as("the cluster outlives a mistake").isTrue();
      } finally {
        processes.keepLogs(KEPT_LOGS);
      }
    }
  }

  /** Twice, because the second job has class loaders of its own on the same native libraries. */
  private void submitTwice(String kafka, ClusterRest rest, String jar, ClusterProcesses processes)
      throws Exception {
    String config = writeConfig(kafka).toString();
    try (ScoringClient client = new ScoringClient(kafka)) {
      client.activate(TinyModel.NAME, TinyModel.publish(directory.resolve("models")));
      String first = rest.run(jar, ScoringJob.class, List.of("--config", config));
      assertScores(client, "first", processes);
      assertNothingWentWrong(processes.log("jobmanager"));
      rest.cancel(first);
      await("the first job's end", processes, () -> rest.state(first).equals("CANCELED"));

      // Not the JobManager's log: there Kafka's admin client may complain that Flink let the
      // cancelled job's classes go before it had closed.
      rest.run(jar, ScoringJob.class, List.of("--config", config));
      assertScores(client, "second", processes);
      assertNothingWentWrong(processes.log("taskmanager"));
    }
  }

  private static void assertScores(ScoringClient client, String run, ClusterProcesses processes)
      throws Exception {
    String left = run + "-left";
    String right = run + "-right";
    client.request(left, TinyModel.NAME, 0.9f, 0.1f);
    client.request(right, TinyModel.NAME, 0.1f, 0.9f);
    await(
        "the predictions of the %s run".formatted(run),
        processes,
        () -> client.answers().keySet().containsAll(List.of(left, right)));
    assertAnswer(client.answers().get(left), 0);
    assertAnswer(client.answers().get(right), 1);
  }

  private static void assertAnswer(PredictionRow prediction, int expected) {
    assertThat(prediction.model).isEqualTo(TinyModel.NAME);
    assertThat(prediction.modelVersion).isEqualTo(TinyModel.VERSION);
    assertThat(prediction.scores).hasSize(2);
    assertThat(prediction.scores[expected]).isBetween(0.9f, 1f);
  }

  private static void assertNothingWentWrong(String logs) {
    // Flink itself tells in passing that Hadoop's classes are not there.
    assertThat(logs.lines().filter(line -> !line.startsWith("INFO")))
        .noneMatch(line -> line.startsWith("ERROR"))
        .noneMatch(line -> line.matches("WARN \\S+ io\\.driftloop.*"))
        .noneMatch(line -> line.matches(".*(ClassNotFound|NoClassDefFound|UnsatisfiedLink).*"))
        .noneMatch(line -> line.matches(".*(closed classloader|LinkageError|ClassCast).*"));
  }

  private Path writeConfig(String kafka) throws IOException {
    return Files.writeString(
        directory.resolve("scoring.yaml"),
        """
        kafka:
          bootstrap-servers: %s
        models:
          uri: %s
        checkpoint:
          interval: 1s
          directory: %s
        """
            .formatted(
                kafka,
                directory.resolve("models").toUri(),
                directory.resolve("checkpoints").toUri()));
  }

  private static int freeSlots(ClusterRest rest) {
    try {
      return rest.freeSlots();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void await(String what, ClusterProcesses processes, Callable<Boolean> condition)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(processes.alive()).as("the cluster's processes run").isTrue();
      assertThat(System.nanoTime()).as("%s came in time", what).isLessThan(deadline);
      Thread.sleep(100);
    }
  }
}
