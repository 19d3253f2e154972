package io.driftloop.benchmarks.streaming;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What a pass took.
 *
 * @param seconds on the wall
 * @param cpuSeconds of all cores together, which other load on the machine hardly changes
 */
record Taken(double seconds, double cpuSeconds) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** What something takes in this process. */
  static Taken by(Runnable pass) {
    long start = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    pass.run();
    return new Taken((System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9);
  }

  /** One of so many equal parts of it. */
  Taken over(int parts) {
    return new Taken(seconds / parts, cpuSeconds / parts);
  }

  /** The middle of several, of each figure by itself. */
  static Taken median(List<Taken> passes) {
    return new Taken(
        Rounds.median(passes.stream().map(Taken::seconds).toList()),
        Rounds.median(passes.stream().map(Taken::cpuSeconds).toList()));
  }
}
