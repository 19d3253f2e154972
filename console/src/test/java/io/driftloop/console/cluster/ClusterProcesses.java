package io.driftloop.console.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JobManager and a TaskManager, each a process of its own, as on a real cluster. */
final class ClusterProcesses implements AutoCloseable {
  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  private final Path directory;
  private final String classPath;
  private final List<Process> processes = new ArrayList<>();

  private ClusterProcesses(Path directory, String classPath) {
    this.directory = directory;
    this.classPath = classPath;
  }

  /**
   * Starts both.
   *
   * @param directory holds their {@code config.yaml}; their logs are written there
   * @param classPath what Flink's scripts would make of {@code lib/}
   */
  static ClusterProcesses start(Path directory, String classPath) throws IOException {
    ClusterProcesses cluster = new ClusterProcesses(directory, classPath);
    try {
      cluster.start(JOB_MANAGER, "jobmanager", "-Xmx512m");
      cluster.start(TASK_MANAGER, "taskmanager", "-Xmx384m");
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void start(String mainClass, String name, String heap) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(heap);
    command.add("-XX:MaxMetaspaceSize=256m");
    command.add("-XX:TieredStopAtLevel=1");
    for (String opened : List.of("util", "lang", "time", "net", "nio", "text")) {
      command.add("--add-opens=java.base/java.%s=ALL-UNNAMED".formatted(opened));
    }
    command.add("--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");
    command.add("-Dorg.bytedeco.javacpp.maxbytes=256m");
    command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=2g");
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + directory.resolve("javacpp"));
    command.add("-Dlog4j2.configurationFile=" + loggingConfiguration());
    command.addAll(List.of("-cp", classPath, mainClass, "--configDir", directory.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(file(name).toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("FLINK_CONF_DIR", directory.toString());
    processes.add(builder.start());
  }

  private Path loggingConfiguration() throws IOException {
    Path file = directory.resolve("log4j2.properties");
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          """
          rootLogger.level = INFO
          rootLogger.appenderRef.out.ref = out
          appender.out.type = Console
          appender.out.name = out
          appender.out.layout.type = PatternLayout
          appender.out.layout.pattern = %p %d{HH:mm:ss.SSS} %c %m%n%ex
          """);
    }
    return file;
  }

  private Path file(String name) {
    return directory.resolve(name + ".log");
  }

  boolean alive() {
    return processes.stream().allMatch(Process::isAlive);
  }

  /** Everything that a process has written. */
  String log(String name) throws IOException {
    return Files.readString(file(name));
  }

  /** Copies the logs to a folder that outlives the test. */
  void keepLogs(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : List.of("jobmanager", "taskmanager")) {
      Files.write(folder.resolve(name + ".log"), Files.readAllBytes(file(name)));
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
