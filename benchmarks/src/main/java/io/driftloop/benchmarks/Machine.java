package io.driftloop.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a benchmark ran on, as far as it explains figures; nothing that says whose machine it was.
 *
 * @param memory of the machine, such as 16 GiB
 */
public record Machine(int cores, String memory, String jvm, String cpu) {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** The machine that this runs on. */
  public static Machine here() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double gibibytes = system.getTotalMemorySize() / Math.pow(2, 30);
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        String.format(Locale.ROOT, "%.0f GiB", gibibytes),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        processor());
  }

  private static String processor() {
    String unknown = System.getProperty("os.arch");
    if (!Files.isReadable(CPU_INFO)) {
      return unknown;
    }
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(unknown);
    } catch (IOException e) {
      return unknown;
    }
  }
}
