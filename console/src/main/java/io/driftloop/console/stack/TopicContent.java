package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What any reader of a topic sees: everything that is committed, from its start to its end. */
public final class TopicContent {
  private TopicContent() {}

  /**
   * Reads a topic of ours.
   *
   * @return its records, in the order of each partition
   * @throws ConsoleException where one cannot be decoded
   */
  public static <T extends SpecificRecord> List<T> read(
      String bootstrapServers, String topic, Class<T> type) {
    Codec<T> codec = Codec.of(type);
    List<T> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          records.add(codec.decode(record.value()));
        }
      }
    } catch (UndecodableException e) {
      throw new ConsoleException("a record of %s: %s".formatted(topic, e.getMessage()), e);
    }
    return records;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
