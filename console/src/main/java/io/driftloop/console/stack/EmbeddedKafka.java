package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker inside this process, broker and controller in one, so that the loop runs and
 * is tested with nothing else installed. What is produced lies in a directory and is there again
 * after a restart on it.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int NODE = 1;

  /** Only segments that are full can be deleted or compacted. */
  private static final String SMALL_SEGMENT = String.valueOf(16 * 1024 * 1024);

  /** The smallest that the log of the cluster itself may have. */
  private static final String METADATA_SEGMENT = String.valueOf(8 * 1024 * 1024);

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker; takes about two seconds.
   *
   * @param directory where its data lies; made and formatted where it is new
   * @param port the port of 127.0.0.1 that clients connect to
   */
  public static EmbeddedKafka start(Path directory, int port) {
    try {
      Files.createDirectories(directory);
      format(directory);
      KafkaRaftServer server =
          new KafkaRaftServer(
              new KafkaConfig(properties(directory, port, Ports.free())), Time.SYSTEM);
      server.startup();
      return new EmbeddedKafka(server, "127.0.0.1:" + port);
    } catch (Exception e) {
      throw new ConsoleException(
          "Kafka did not start in %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static void format(Path directory) throws Exception {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream unread = new ByteArrayOutputStream();
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE)
        .setDirectories(List.of(directory.toString()))
        .setMetadataLogDirectory(directory.toString())
        .setControllerListenerName("CONTROLLER")
        .setPrintStream(new PrintStream(unread, true, StandardCharsets.UTF_8))
        .run();
  }

  private static Map<String, String> properties(Path directory, int port, int controllerPort) {
    Map<String, String> properties = new HashMap<>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", String.valueOf(NODE));
    properties.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    keepReplayedRecords(properties);
    staySmall(properties);
    boundInternalLogs(properties);
    return properties;
  }

  /** A replay's records are stamped with the years they are from, so age must not delete them. */
  private static void keepReplayedRecords(Map<String, String> properties) {
    properties.put("log.retention.ms", "-1");
    properties.put("log.message.timestamp.type", "CreateTime");
    properties.put("log.message.timestamp.before.max.ms", String.valueOf(Long.MAX_VALUE));
    properties.put("log.message.timestamp.after.max.ms", String.valueOf(Long.MAX_VALUE));
    // Segments roll by the span of their timestamps: a replayed year would make one every week.
    properties.put("log.roll.ms", String.valueOf(Long.MAX_VALUE));
  }

  private static void staySmall(Map<String, String> properties) {
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "2");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "2");
    properties.put("num.recovery.threads.per.data.dir", "1");
    properties.put("background.threads", "2");
    properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(2 * 1024 * 1024));
  }

  /** Of what Kafka keeps for itself; the loop's own topics say it themselves. */
  private static void boundInternalLogs(Map<String, String> properties) {
    properties.put("offsets.topic.segment.bytes", SMALL_SEGMENT);
    properties.put("transaction.state.log.segment.bytes", SMALL_SEGMENT);
    properties.put("share.coordinator.state.topic.segment.bytes", SMALL_SEGMENT);
    properties.put("log.segment.bytes", SMALL_SEGMENT);
    properties.put("metadata.log.segment.bytes", METADATA_SEGMENT);
    properties.put("metadata.max.retention.bytes", SMALL_SEGMENT);
    properties.put("log.retention.check.interval.ms", "10000");
  }

  /** What clients connect to. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
