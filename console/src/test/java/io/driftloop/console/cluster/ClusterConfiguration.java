package io.driftloop.console.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the {@code config.yaml} of a cluster with one TaskManager. Processes that are started
 * without Flink's scripts need every memory option of the TaskManager.
 */
final class ClusterConfiguration {
  private ClusterConfiguration() {}

  static void write(Path directory, int restPort, int rpcPort) throws IOException {
    Map<String, String> values = new TreeMap<>(memory());
    values.put("jobmanager.rpc.address", "127.0.0.1");
    values.put("jobmanager.rpc.port", String.valueOf(rpcPort));
    values.put("jobmanager.bind-host", "127.0.0.1");
    values.put("rest.address", "127.0.0.1");
    values.put("rest.bind-address", "127.0.0.1");
    values.put("rest.port", String.valueOf(restPort));
    values.put("blob.server.port", "0");
    values.put("taskmanager.host", "127.0.0.1");
    values.put("taskmanager.bind-host", "127.0.0.1");
    values.put("taskmanager.numberOfTaskSlots", "1");
    values.put("taskmanager.cpu.cores", "1.0");
    values.put("parallelism.default", "1");
    values.put("io.tmp.dirs", Files.createDirectories(directory.resolve("tmp")).toString());
    values.put("web.upload.dir", Files.createDirectories(directory.resolve("web")).toString());
    String yaml =
        values.entrySet().stream()
            .map(entry -> "%s: '%s'".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(directory.resolve("config.yaml"), yaml);
  }

  private static Map<String, String> memory() {
    return Map.ofEntries(
        Map.entry("taskmanager.memory.framework.heap.size", "128m"),
        Map.entry("taskmanager.memory.framework.off-heap.size", "128m"),
        Map.entry("taskmanager.memory.task.heap.size", "256m"),
        Map.entry("taskmanager.memory.task.off-heap.size", "512m"),
        Map.entry("taskmanager.memory.managed.size", "64m"),
        Map.entry("taskmanager.memory.network.min", "32m"),
        Map.entry("taskmanager.memory.network.max", "32m"),
        Map.entry("taskmanager.memory.jvm-metaspace.size", "256m"),
        Map.entry("taskmanager.memory.jvm-overhead.min", "192m"),
        Map.entry("taskmanager.memory.jvm-overhead.max", "192m"));
  }
}
