package io.driftloop.console.replay;

import io.driftloop.console.ConsoleException;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all topics back, committed records only, from where they end when it is made. Belongs to
 * one thread.
 */
final class TopicReader implements AutoCloseable {
  private static final List<String> READ =
      Topics.ALL.stream()
          .filter(topic -> !topic.equals(Topics.ALERTS))
          .filter(topic -> !topic.equals(Topics.ANNOTATION_REQUESTS))
          .toList();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicRecords records = new TopicRecords();

  TopicReader(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "fetch.max.wait.ms", "50",
                "max.poll.records", "2000"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    Collection<TopicPartition> partitions =
        READ.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
  }

  /** Takes what a topic holds. */
  interface Handler {
    void take(String topic, int partition, SpecificRecord message);
  }

  /** Partitions of a topic. */
  int partitions(String topic) {
    return consumer.partitionsFor(topic).size();
  }

  /**
   * Hands over what has come; waits up to {@code patience} for the first record.
   *
   * @return records handed over
   */
  int poll(Duration patience, Handler handler) {
    int taken = 0;
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(patience)) {
      handler.take(message.topic(), message.partition(), decode(message));
      taken++;
    }
    return taken;
  }

  private SpecificRecord decode(ConsumerRecord<byte[], byte[]> message) {
    try {
      return records.decode(message.topic(), message.value());
    } catch (UndecodableException e) {
      throw new ConsoleException(
          "record %d of %s: %s".formatted(message.offset(), message.topic(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
