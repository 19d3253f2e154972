package io.driftloop.benchmarks.soak;

import io.driftloop.benchmarks.faults.FaultStack;
import io.driftloop.benchmarks.faults.FaultStack.Part;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What a stack takes at one moment.
 *
 * @param figures in a fixed order
 */
record Sample(List<Figure> figures) {
  private static final double MEBIBYTE = 1 << 20;
  private static final List<Part> FLINK = List.of(Part.TASK_MANAGER, Part.JOB_MANAGER);
  private static final List<Part> WATCHED =
      List.of(Part.TASK_MANAGER, Part.JOB_MANAGER, Part.BROKER, Part.WORKER);

  /**
   * One of them.
   *
   * @param unit MiB, or threads
   */
  record Figure(String name, String unit, double value) {}

  static Sample of(FaultStack stack) throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (Part part : FLINK) {
      Properties told = told(stack, part);
      mebibytes(figures, part, "heap after a collection", told, MemoryReporter.HEAP);
      if (part == Part.TASK_MANAGER) {
        mebibytes(figures, part, "RocksDB", told, MemoryReporter.ROCKSDB);
        mebibytes(figures, part, "ND4J, outside the heap", told, MemoryReporter.NETWORKS);
      }
    }
    for (Part part : WATCHED) {
      Path status = Path.of("/proc", String.valueOf(stack.pid(part)), "status");
      figures.add(
          new Figure(name(part, "resident"), "MiB", ofStatus(status, "VmRSS") * 1024 / MEBIBYTE));
      figures.add(new Figure(name(part, "threads"), "threads", ofStatus(status, "Threads")));
    }
    for (String folder : List.of("kafka", "checkpoints", "tmp")) {
      double size = bytes(stack.directory().resolve(folder)) / MEBIBYTE;
      figures.add(new Figure("disk: " + folder, "MiB", size));
    }
    return new Sample(List.copyOf(figures));
  }

  private static void mebibytes(
      List<Figure> figures, Part part, String what, Properties told, String key) {
    double bytes = Double.parseDouble(told.getProperty(key));
    figures.add(new Figure(name(part, what), "MiB", bytes / MEBIBYTE));
  }

  private static String name(Part part, String what) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + what;
  }

  private static Properties told(FaultStack stack, Part part) throws IOException {
    Properties told = new Properties();
    try (Reader file =
        Files.newBufferedReader(MemoryReporter.file(stack.directory(), stack.pid(part)))) {
      told.load(file);
    }
    return told;
  }

  /** A number of what Linux says of a process. */
  private static double ofStatus(Path status, String key) throws IOException {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(key + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * Files come and go meanwhile. Kafka makes indexes of a segment as large as they may become and
   * full of holes, so that their sizes say nothing.
   */
  private static long bytes(Path directory) throws IOException {
    AtomicLong sum = new AtomicLong();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!file.toString().endsWith("index")) {
              sum.addAndGet(attributes.size());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return sum.get();
  }
}
