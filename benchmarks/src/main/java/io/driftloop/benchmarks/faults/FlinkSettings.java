package io.driftloop.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The {@code config.yaml} of a Flink whose JobManager may die: its leader and its jobs are in
 * ZooKeeper, with the rest on disk. Flink brings ZooKeeper along, client and server, and knows no
 * other way but Kubernetes.
 */
final class FlinkSettings {
  private FlinkSettings() {}

  static void write(Path directory, int rest, int rpc, int zooKeeper, Map<String, String> more)
      throws IOException {
    Map<String, String> values = new TreeMap<>(memory());
    values.put("jobmanager.rpc.address", "127.0.0.1");
    values.put("jobmanager.rpc.port", String.valueOf(rpc));
    values.put("jobmanager.bind-host", "127.0.0.1");
    values.put("rest.address", "127.0.0.1");
    values.put("rest.bind-address", "127.0.0.1");
    values.put("rest.port", String.valueOf(rest));
    values.put("blob.server.port", "0");
    values.put("taskmanager.host", "127.0.0.1");
    values.put("taskmanager.bind-host", "127.0.0.1");
    values.put("taskmanager.numberOfTaskSlots", "8");
    values.put("taskmanager.cpu.cores", "2.0");
    values.put("parallelism.default", "1");
    values.put("io.tmp.dirs", Files.createDirectories(directory.resolve("tmp")).toString());
    values.put("web.upload.dir", Files.createDirectories(directory.resolve("web")).toString());
    values.put("heartbeat.interval", "2 s");
    values.put("heartbeat.timeout", "20 s");
    values.put("high-availability.type", "zookeeper");
    values.put("high-availability.zookeeper.quorum", "127.0.0.1:" + zooKeeper);
    values.put("high-availability.zookeeper.client.session-timeout", "10 s");
    values.put("high-availability.zookeeper.client.tolerate-suspended-connections", "true");
    values.put("high-availability.jobmanager.port", String.valueOf(rpc));
    values.put("high-availability.storageDir", directory.resolve("ha").toUri().toString());
    values.putAll(more);
    String yaml =
        values.entrySet().stream()
            .map(entry -> "%s: '%s'".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(directory.resolve("config.yaml"), yaml);
    Files.writeString(
        directory.resolve("zookeeper.cfg"),
        """
        tickTime=1000
        initLimit=10
        syncLimit=5
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        """
            .formatted(Files.createDirectories(directory.resolve("zookeeper")), zooKeeper));
  }

  /** Without Flink's scripts a TaskManager needs every one of these. */
  private static Map<String, String> memory() {
    return Map.ofEntries(
        Map.entry("taskmanager.memory.framework.heap.size", "128m"),
        Map.entry("taskmanager.memory.framework.off-heap.size", "128m"),
        Map.entry("taskmanager.memory.task.heap.size", "512m"),
        Map.entry("taskmanager.memory.task.off-heap.size", "512m"),
        Map.entry("taskmanager.memory.managed.size", "128m"),
        Map.entry("taskmanager.memory.network.min", "48m"),
        Map.entry("taskmanager.memory.network.max", "48m"),
        Map.entry("taskmanager.memory.jvm-metaspace.size", "256m"),
        Map.entry("taskmanager.memory.jvm-overhead.min", "192m"),
        Map.entry("taskmanager.memory.jvm-overhead.max", "192m"));
  }
}
