package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM of its own, with this one's class path, that can be killed without a chance to tidy up. */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one.
   *
   * @param directory where it works; its log is appended to a file of its name there
   * @param heap flags of its heap, as {@code -Xmx512m}
   */
  static ChildProcess start(
      Path directory, String name, List<String> heap, Class<?> main, List<String> arguments) {
    Path log = directory.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(heap);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    for (String opened : List.of("util", "lang", "time", "net", "nio", "text", "util.concurrent")) {
      command.add("--add-opens=java.base/java.%s=ALL-UNNAMED".formatted(opened));
    }
    command.add("-Dorg.bytedeco.javacpp.maxbytes=256m");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=3g");
    try {
      command.add("-Dlog4j2.configurationFile=" + logging(directory));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder
          .environment()
          .putAll(Map.of("OMP_NUM_THREADS", "1", "FLINK_CONF_DIR", directory.toString()));
      return new ChildProcess(builder.start(), log);
    } catch (IOException e) {
      throw new BenchmarkException("%s did not start: %s".formatted(name, e.getMessage()));
    }
  }

  private static Path logging(Path directory) throws IOException {
    return Files.writeString(
        directory.resolve("log4j2.properties"),
        """
        rootLogger.level = WARN
        rootLogger.appenderRef.out.ref = out
        logger.ours.name = io.driftloop
        logger.ours.level = INFO
        logger.jobs.name = org.apache.flink.runtime.executiongraph.ExecutionGraph
        logger.jobs.level = INFO
        logger.groups.name = org.apache.flink.runtime.metrics.groups
        logger.groups.level = ERROR
        appender.out.type = Console
        appender.out.name = out
        appender.out.layout.type = PatternLayout
        appender.out.layout.pattern = %p %d{HH:mm:ss.SSS} %c{1} %m%n%ex
        """);
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Everything that it and those before it of its name have written. */
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new BenchmarkException("no log " + log);
    }
  }

  /** Sends it a signal, such as STOP, after which it does nothing until CONT. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new BenchmarkException("no signal could be sent: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted");
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
