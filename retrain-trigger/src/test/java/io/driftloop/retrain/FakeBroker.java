package io.driftloop.retrain;

import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Topics of one partition that outlive a worker: what its producers committed is there for the
 * consumers of the next, and nothing else is.
 */
final class FakeBroker {
  private final Map<String, List<byte[]>> seeds = new HashMap<>();
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

  void seed(String topic, byte[] value) {
    seeds.computeIfAbsent(topic, name -> new ArrayList<>()).add(value);
  }

  MockProducer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    producers.add(producer);
    return producer;
  }

  /** Everything committed, in order. */
  List<byte[]> values(String topic) {
    List<byte[]> values = new ArrayList<>(seeds.getOrDefault(topic, List.of()));
    records(topic).forEach(record -> values.add(record.value()));
    return values;
  }

  /** Everything that workers committed, in order. */
  List<ProducerRecord<byte[], byte[]>> records(String topic) {
    return producers.stream()
        .flatMap(producer -> producer.history().stream())
        .filter(record -> record.topic().equals(topic))
        .toList();
  }

  <T extends SpecificRecord> List<T> committed(String topic, Class<T> type) {
    Codec<T> codec = Codec.of(type);
    List<T> records = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : records(topic)) {
      try {
        records.add(codec.decode(record.value()));
      } catch (UndecodableException e) {
        throw new AssertionError(e);
      }
    }
    return records;
  }

  /** The request that comes next for the group. */
  long committedOffset() {
    return producers.stream()
        .flatMap(producer -> producer.consumerGroupOffsetsHistory().stream())
        .flatMap(group -> group.values().stream())
        .flatMap(offsets -> offsets.values().stream())
        .mapToLong(OffsetAndMetadata::offset)
        .max()
        .orElse(0);
  }

  Consumer<byte[], byte[]> reader() {
    return new TopicConsumer(() -> {});
  }

  /**
   * A consumer of the requests.
   *
   * @param idle called when there is no request left
   */
  TopicConsumer requests(Runnable idle) {
    return new TopicConsumer(idle);
  }

  /** Reads the topics above, live. */
  final class TopicConsumer extends MockConsumer<byte[], byte[]> {
    private final Runnable idle;
    private final Map<String, Integer> delivered = new HashMap<>();
    int pausedPolls;

    TopicConsumer(Runnable idle) {
      super("earliest");
      this.idle = idle;
      for (String topic : Topics.ALL) {
        updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
        updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
      }
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      if (!subscription().isEmpty() && assignment().isEmpty()) {
        TopicPartition partition = new TopicPartition(Topics.RETRAINING_EVENTS, 0);
        rebalance(List.of(partition));
        seek(partition, committedOffset());
        delivered.put(partition.topic(), (int) committedOffset());
      }
      assignment().forEach(this::deliver);
      pausedPolls += paused().isEmpty() ? 0 : 1;
      ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
      if (records.isEmpty() && paused().isEmpty()) {
        idle.run();
      }
      return records;
    }

    private void deliver(TopicPartition partition) {
      List<byte[]> values = values(partition.topic());
      for (int i = delivered.getOrDefault(partition.topic(), 0); i < values.size(); i++) {
        addRecord(new ConsumerRecord<>(partition.topic(), 0, i, null, values.get(i)));
        delivered.put(partition.topic(), i + 1);
      }
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      partitions.forEach(each -> ends.put(each, (long) values(each.topic()).size()));
      return ends;
    }
  }
}
