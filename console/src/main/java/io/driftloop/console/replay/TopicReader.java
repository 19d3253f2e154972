package io.driftloop.console.replay;

import io.driftloop.console.ConsoleException;
import io.driftloop.jobs.io.RejectedException;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all topics back, committed records only, from where they end when it is made. Belongs to
 * one thread.
 */
final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final List<String> READ =
      Topics.ALL.stream()
          .filter(topic -> !topic.equals(Topics.ALERTS))
          .filter(topic -> !topic.equals(Topics.ANNOTATION_REQUESTS))
          .toList();

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final TopicRecords records = new TopicRecords();
  private final Map<String, ForeignTopic> foreign = new HashMap<>();

  /**
   * Reads our topics and some of others.
   *
   * @param foreign topics whose records are handed over as those of their role
   */
  TopicReader(String bootstrapServers, List<ForeignTopic> foreign) {
    foreign.forEach(topic -> this.foreign.put(topic.name(), topic));
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
        Stream.concat(READ.stream(), this.foreign.keySet().stream())
            .distinct()
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

  /** Partitions of a topic of ours, or of the one that plays its part. */
  int partitions(String role) {
    String topic =
        foreign.values().stream()
            .filter(other -> other.role().equals(role))
            .map(ForeignTopic::name)
            .findFirst()
            .orElse(role);
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
      ForeignTopic other = foreign.get(message.topic());
      if (other == null) {
        handler.take(message.topic(), message.partition(), decode(message));
      } else {
        take(other, message, handler);
      }
      taken++;
    }
    return taken;
  }

  /**
   * What cannot be mapped is left out here: the jobs make a dead letter of it, which is counted.
   */
  private static void take(
      ForeignTopic topic, ConsumerRecord<byte[], byte[]> message, Handler handler) {
    SpecificRecord mapped;
    try {
      mapped = topic.decoder().decode(message.value());
    } catch (UndecodableException | RejectedException e) {
      LOG.debug("record {} of {}: {}", message.offset(), topic.name(), e.getMessage());
      return;
    }
    handler.take(topic.role(), message.partition(), mapped);
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
