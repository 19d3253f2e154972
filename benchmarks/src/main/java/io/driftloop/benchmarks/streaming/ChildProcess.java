package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.signals.lanes.Lanes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of these benchmarks in a JVM of its own. It prints a line when it is ready or done, and
 * ends when its standard input ends, so that it never outlives who started it.
 */
final class ChildProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final String name;
  private final Process process;
  private final BufferedReader answers;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts one.
   *
   * @param directory where it writes its log
   * @param flags of its JVM
   */
  static ChildProcess start(
      Class<?> program, Path directory, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    if (Lanes.AVAILABLE) {
      command.add("--add-modules=jdk.incubator.vector");
    }
    for (String opened : List.of("util", "lang", "time")) {
      command.add("--add-opens=java.base/java.%s=ALL-UNNAMED".formatted(opened));
    }
    command.add("-Dlog4j2.configurationFile=classpath:driftloop-log4j2.properties");
    command.add("-Ddriftloop.home=" + directory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", "1");
    try {
      return new ChildProcess(program.getSimpleName(), builder.start());
    } catch (IOException e) {
      throw new BenchmarkException("cannot start %s: %s".formatted(program, e.getMessage()), e);
    }
  }

  /**
   * Waits for the next line that it prints.
   *
   * @throws BenchmarkException where it ended instead
   */
  String line() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new BenchmarkException(name + " ended; its messages are on the error stream");
      }
      return line;
    } catch (IOException e) {
      throw new BenchmarkException("%s ended: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** To be called by the program itself: returns when it shall end. */
  static void awaitEnd() throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
