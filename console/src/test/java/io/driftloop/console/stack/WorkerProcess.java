package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.retrain.RetrainWorkerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** A retrain worker in a process of its own, which can be killed without a chance to tidy up. */
final class WorkerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private WorkerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param directory where its log and its configuration are written
   * @param config its options as YAML
   */
  static WorkerProcess start(Path directory, String config) throws IOException {
    Path file = Files.createTempFile(directory, "worker", ".yaml");
    Path log = Files.createTempFile(directory, "worker", ".log");
    Files.writeString(file, config);
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-Dlog4j2.configurationFile=" + logging(directory),
                    "-cp",
                    System.getProperty("java.class.path"),
                    RetrainWorkerMain.class.getName(),
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    return new WorkerProcess(builder.start(), log);
  }

  private static Path logging(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("log4j2.properties"),
        """
        rootLogger.level = WARN
        rootLogger.appenderRef.out.ref = out
        logger.ours.name = io.driftloop
        logger.ours.level = INFO
        appender.out.type = Console
        appender.out.name = out
        appender.out.layout.type = PatternLayout
        appender.out.layout.pattern = %p %d{HH:mm:ss.SSS} %c{1} %m%n%ex
        """);
  }

  /** Everything that it has written. */
  String log() throws IOException {
    return Files.readString(log);
  }

  /** Waits for something to come true while it runs, looking as often as it can. */
  void await(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(process.isAlive()).as("the worker runs; its log: %s", log()).isTrue();
      assertThat(System.nanoTime()).as("%s; its log: %s", what, log()).isLessThan(deadline);
      Thread.sleep(1);
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
