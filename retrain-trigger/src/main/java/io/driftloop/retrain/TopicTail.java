package io.driftloop.retrain;

import io.driftloop.config.ConfigException;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a small topic from its start, as far as it goes whenever it is asked. */
final class TopicTail<T extends SpecificRecord> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> committed;
  private final Consumer<byte[], byte[]> uncommitted;
  private final Codec<T> codec;
  private final java.util.function.Consumer<T> sink;
  private final List<TopicPartition> partitions;

  /**
   * A follower at the topic's start.
   *
   * @param committed reads committed records only, without a group; closed with this
   * @param uncommitted sees open transactions too, without a group; closed with this
   * @param sink takes every record in the order of its partition
   */
  TopicTail(
      Consumer<byte[], byte[]> committed,
      Consumer<byte[], byte[]> uncommitted,
      String topic,
      Class<T> type,
      java.util.function.Consumer<T> sink) {
    this.committed = committed;
    this.uncommitted = uncommitted;
    this.codec = Codec.of(type);
    this.sink = sink;
    partitions = partitions(committed, topic);
    committed.assign(partitions);
    committed.seekToBeginning(partitions);
  }

  /**
   * The partitions of a topic.
   *
   * @throws ConfigException where there is no such topic
   */
  static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    var found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new ConfigException("topic %s does not exist; create it first".formatted(topic));
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  /**
   * Hands over everything new that had been written when this was called. A transaction that is
   * just ending is waited for: its records count, and without them a generation would come twice.
   */
  void catchUp() {
    Map<TopicPartition, Long> ends = uncommitted.endOffsets(partitions);
    while (partitions.stream().anyMatch(each -> committed.position(each) < ends.get(each))) {
      committed.poll(POLL).forEach(this::take);
    }
  }

  /** A tombstone or somebody else's bytes say nothing about a model, and must not stop the rest. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      sink.accept(codec.decode(record.value()));
    } catch (UndecodableException e) {
      LOG.warn(
          "left out {}-{}@{}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    committed.close();
    uncommitted.close();
  }
}
