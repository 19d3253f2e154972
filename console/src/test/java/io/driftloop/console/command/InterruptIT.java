package io.driftloop.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends a stack by a signal. It is the one of a service manager, which takes the same way through
 * the JVM as Ctrl-C, because a shell in the background has its processes ignore Ctrl-C.
 */
class InterruptIT {
  private static final int TERMINATED = 128 + 15;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void endsAStackSoonAndLeavesItsPortsFree() throws Exception {
    Ports ports = Ports.allFree();
    Path output = Files.createFile(directory.resolve("output"));
    Process up = start(ports, output);
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.readString(output).contains("the stack is up")) {
        assertThat(System.nanoTime()).as(Files.readString(output)).isLessThan(deadline);
        assertThat(up.isAlive()).as(Files.readString(output)).isTrue();
        Thread.sleep(100);
      }
      up.destroy();
      assertThat(up.waitFor(30, TimeUnit.SECONDS)).as("ends soon").isTrue();
    } finally {
      up.destroyForcibly().waitFor();
    }
    assertThat(up.exitValue()).isEqualTo(TERMINATED);
    assertThat(Files.readString(output)).doesNotContain("Exception").doesNotContain("\tat ");
    ports.requireFree();
  }

  private Process start(Ports ports, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx800m",
                    "-XX:TieredStopAtLevel=1",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.time=ALL-UNNAMED",
                    "-Dlog4j2.configurationFile=" + silence(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    DriftloopCommand.class.getName(),
                    "up",
                    "--data",
                    directory.toString(),
                    "--ports",
                    "kafka=%d,flink=%d,page=%d"
                        .formatted(ports.kafka(), ports.flink(), ports.page())))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder.start();
  }

  /** So that the output is what a person sees. */
  private Path silence() throws IOException {
    return Files.writeString(directory.resolve("log4j2.properties"), "rootLogger.level = OFF\n");
  }
}
