package io.driftloop.benchmarks.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.Scheduled;
import org.nd4j.linalg.api.memory.AllocationsTracker;
import org.nd4j.linalg.api.memory.enums.AllocationKind;

/**
 * Runs inside a JobManager or TaskManager, because only from there one sees what is left on the
 * heap after a collection, and what is taken outside of it; writes it to a file of the process.
 */
public final class MemoryReporter implements MetricReporter, Scheduled {
  static final String HEAP = "heap";
  static final String THREADS = "threads";
  static final String NETWORKS = "networks";
  static final String ROCKSDB = "rocksdb";

  private static final String CACHE = "rocksdb.block-cache-usage";
  private static final String JOB = "<job_name>";

  private final Map<Gauge<?>, String> caches = new ConcurrentHashMap<>();

  /** The file that the process of a number writes, in its working directory. */
  static Path file(Path directory, long pid) {
    return directory.resolve("memory-%d.properties".formatted(pid));
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (name.equals(CACHE) && metric instanceof Gauge<?> gauge) {
      caches.put(gauge, group.getAllVariables().getOrDefault(JOB, ""));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Gauge<?> gauge) {
      caches.remove(gauge);
    }
  }

  @Override
  public void report() {
    System.gc();
    Properties figures = new Properties();
    put(figures, HEAP, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    put(figures, THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
    put(figures, NETWORKS, networks());
    put(figures, ROCKSDB, rocksdb());
    Path file = file(Path.of(""), ProcessHandle.current().pid());
    Path unfinished = file.resolveSibling(file + ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(unfinished)) {
        figures.store(writer, null);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void put(Properties figures, String name, long value) {
    figures.setProperty(name, String.valueOf(value));
  }

  /** Bytes of arrays, as ND4J counts them, on the one device that there is. */
  private static long networks() {
    return Arrays.stream(AllocationKind.values())
        .mapToLong(kind -> AllocationsTracker.getInstance().bytesOnDevice(kind, 0))
        .sum();
  }

  /**
   * Bytes of blocks and write buffers. All states of a slot share one cache and each tells the
   * whole of it; here a job has one slot.
   */
  private long rocksdb() {
    return caches.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                Collectors.mapping(
                    entry -> ((Number) entry.getKey().getValue()).longValue(),
                    Collectors.reducing(0L, Math::max))))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
