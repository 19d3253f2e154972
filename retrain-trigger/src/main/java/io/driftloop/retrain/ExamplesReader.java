package io.driftloop.retrain;

import io.driftloop.serving.FeatureSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads training rows from their topic. Complete means: everything that had been written when
 * reading began, also what then stood in transactions that were still open. So it looks where the
 * partitions end without regard to transactions, and reads committed records until it is there; an
 * open transaction holds it up until it ends.
 */
public final class ExamplesReader implements ExampleSource {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> committed;
  private final Supplier<Consumer<byte[], byte[]>> uncommitted;
  private final Duration patience;
  private final Clock clock;

  /**
   * A reader.
   *
   * @param committed makes consumers that read committed records only, without a group
   * @param uncommitted makes consumers that see open transactions too, without a group
   * @param patience how long reading may stand still
   */
  public ExamplesReader(
      String topic,
      Supplier<Consumer<byte[], byte[]>> committed,
      Supplier<Consumer<byte[], byte[]>> uncommitted,
      Duration patience,
      Clock clock) {
    this.topic = topic;
    this.committed = committed;
    this.uncommitted = uncommitted;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public Examples read(String model, FeatureSchema schema, long from, long to) {
    Map<TopicPartition, Range> ranges = ranges(from);
    ExampleCollector collector = new ExampleCollector(model, schema, from, to);
    try (Consumer<byte[], byte[]> consumer = committed.get()) {
      consumer.assign(ranges.keySet());
      ranges.forEach((partition, range) -> consumer.seek(partition, range.start));
      long progress = clock.millis();
      long remaining = remaining(consumer, ranges);
      while (remaining > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          collector.add(
              record.value(), "%s-%d@%d".formatted(topic, record.partition(), record.offset()));
        }
        long before = remaining;
        remaining = remaining(consumer, ranges);
        progress = remaining < before ? clock.millis() : progress;
        requirePatience(progress, remaining);
      }
    }
    return collector.collected();
  }

  private record Range(long start, long end) {}

  /**
   * From the first record that can matter to the end of each partition. An example is written with
   * the time its label became known, which is not before its event time, so none of {@code from} or
   * later stands before the first record of that time.
   */
  private Map<TopicPartition, Range> ranges(long from) {
    try (Consumer<byte[], byte[]> consumer = uncommitted.get()) {
      List<TopicPartition> partitions = TopicTail.partitions(consumer, topic);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, from));
      Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
      Map<TopicPartition, Range> ranges = new HashMap<>();
      ends.forEach(
          (partition, end) -> {
            OffsetAndTimestamp start = starts.get(partition);
            ranges.put(partition, new Range(start == null ? end : start.offset(), end));
          });
      return ranges;
    }
  }

  /** Offsets still to be read. */
  private static long remaining(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Range> ranges) {
    return ranges.entrySet().stream()
        .mapToLong(entry -> Math.max(0, entry.getValue().end - consumer.position(entry.getKey())))
        .sum();
  }

  private void requirePatience(long progress, long remaining) {
    if (remaining > 0 && clock.millis() - progress > patience.toMillis()) {
      throw new UnusableDataException(
          "the training examples are not complete: for %d s an open transaction in %s has held up"
                  .formatted(patience.toSeconds(), topic)
              + " the last %d offsets".formatted(remaining));
    }
  }
}
