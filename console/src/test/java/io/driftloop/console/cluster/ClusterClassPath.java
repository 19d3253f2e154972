package io.driftloop.console.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The class path of a cluster's processes: what a Flink distribution ships, picked from this test's
 * own, and the folder that is copied into its {@code lib/}. None of our modules, nor anything that
 * only the job jar brings.
 */
final class ClusterClassPath {
  /** What {@code flink-dist} holds and {@code lib/} has for logging. */
  private static final List<String> DISTRIBUTION =
      List.of(
          "async-profiler",
          "commons-cli",
          "commons-collections",
          "commons-compress",
          "commons-io",
          "commons-lang3",
          "commons-math3",
          "commons-text",
          "flink-annotations",
          "flink-clients",
          "flink-connector-base",
          "flink-connector-datagen",
          "flink-core",
          "flink-core-api",
          "flink-datastream",
          "flink-datastream-api",
          "flink-file-sink-common",
          "flink-hadoop-fs",
          "flink-metrics-core",
          "flink-queryable-state-client-java",
          "flink-rpc-akka-loader",
          "flink-rpc-core",
          "flink-runtime",
          "flink-runtime-web",
          "flink-shaded-asm-9",
          "flink-shaded-guava",
          "flink-shaded-jackson",
          "flink-shaded-netty",
          "flink-shaded-zookeeper-3",
          "flink-statebackend-rocksdb",
          "flink-streaming-java",
          "frocksdbjni",
          "javassist",
          "jsr305",
          "kryo",
          "log4j-api",
          "log4j-core",
          "log4j-slf4j-impl",
          "lz4-java",
          "minlog",
          "objenesis",
          "reflectasm",
          "slf4j-api",
          "snakeyaml-engine",
          "snappy-java");

  private ClusterClassPath() {}

  /**
   * The class path as a process takes it.
   *
   * @param lib the folder that the recipe in deploy/flink-lib collects
   */
  static String of(Path lib) throws IOException {
    List<String> jars = new ArrayList<>();
    try (Stream<Path> recipe = Files.list(lib)) {
      recipe.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().forEach(jars::add);
    }
    for (String artifact : DISTRIBUTION) {
      jars.add(find(artifact));
    }
    return String.join(File.pathSeparator, jars);
  }

  private static String find(String artifact) {
    Pattern jar = Pattern.compile(".*/" + Pattern.quote(artifact) + "-\\d[^/]*(?<!tests)\\.jar");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> jar.matcher(entry).matches())
        .findFirst()
        .orElseThrow(() -> new AssertionError(artifact + " is not on the test's class path"));
  }
}
