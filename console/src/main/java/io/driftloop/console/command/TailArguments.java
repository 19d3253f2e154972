package io.driftloop.console.command;

import io.driftloop.console.ConsoleException;
import io.driftloop.console.replay.TopicRecords;
import io.driftloop.schemas.codec.UndecodableException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Option;

/** How much of a topic is printed, and of which Kafka. */
final class TailArguments {
  private static final Duration POLL = Duration.ofMillis(250);

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "The Kafka to ask; default: ${DEFAULT-VALUE}.")
  private String bootstrapServers;

  @Option(
      names = "--from-beginning",
      description = "Start with the oldest record instead of the newest few.")
  private boolean fromBeginning;

  @Option(
      names = {"-n", "--newest"},
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many of each partition to start with; default: ${DEFAULT-VALUE}.")
  private long newest;

  @Option(names = "--no-follow", description = "End at the topic's end instead of waiting.")
  private boolean noFollow;

  /**
   * Prints records, one a line.
   *
   * @param line a record's line; empty for one that is not wanted
   */
  void tail(String topic, PrintWriter out, Function<SpecificRecord, Optional<String>> line) {
    TopicRecords records = new TopicRecords();
    if (!records.knows(topic)) {
      throw new ConsoleException("%s is no topic with records to show".formatted(topic));
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = assign(consumer, topic);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!noFollow || !reached(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          print(records, message, out, line);
        }
      }
    } catch (TimeoutException e) {
      throw new ConsoleException("no answer from Kafka at " + bootstrapServers, e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "default.api.timeout.ms", "10000",
            "auto.offset.reset", "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private List<TopicPartition> assign(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new ConsoleException("%s has no topic %s".formatted(bootstrapServers, topic));
    }
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
    partitions.forEach(
        partition ->
            consumer.seek(
                partition,
                fromBeginning
                    ? starts.get(partition)
                    : Math.max(starts.get(partition), ends.get(partition) - newest)));
    return partitions;
  }

  private static boolean reached(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static void print(
      TopicRecords records,
      ConsumerRecord<byte[], byte[]> message,
      PrintWriter out,
      Function<SpecificRecord, Optional<String>> line) {
    try {
      line.apply(records.decode(message.topic(), message.value())).ifPresent(out::println);
    } catch (UndecodableException e) {
      out.println(
          "{\"partition\": %d, \"offset\": %d, \"undecodable\": \"%s\"}"
              .formatted(message.partition(), message.offset(), e.getMessage().replace('"', '\'')));
    }
    out.flush();
  }
}
