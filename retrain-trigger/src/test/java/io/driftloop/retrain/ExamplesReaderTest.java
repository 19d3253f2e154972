package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.retrain.ExampleSource.Examples;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExamplesReaderTest {
  private static final TopicPartition FIRST = new TopicPartition("examples", 0);
  private static final TopicPartition SECOND = new TopicPartition("examples", 1);

  private final TimedConsumer committed = new TimedConsumer();
  private final TimedConsumer uncommitted = new TimedConsumer();

  @BeforeEach
  void createTopic() {
    for (MockConsumer<byte[], byte[]> consumer : List.of(committed, uncommitted)) {
      consumer.updatePartitions(
          "examples",
          List.of(
              new PartitionInfo("examples", 0, null, null, null),
              new PartitionInfo("examples", 1, null, null, null)));
    }
    uncommitted.starts.put(FIRST, 5L);
    uncommitted.updateEndOffsets(Map.of(FIRST, 8L, SECOND, 3L));
  }

  private ExamplesReader reader(String topic) {
    return new ExamplesReader(
        topic, () -> committed, () -> uncommitted, Duration.ofMillis(50), Clock.systemUTC());
  }

  private Examples read() {
    return reader("examples").read("points", TestData.SCHEMA, 0, 100);
  }

  private void deliver(long offset) {
    byte[] value = ExampleCollectorTest.example("id" + offset, "points", offset, 0, "yes", 1f, 2f);
    committed.addRecord(new ConsumerRecord<>("examples", 0, offset, null, value));
  }

  @Test
  void readsFromTheFirstRowThatCanMatterToTheNotedEnd() {
    committed.schedulePollTask(() -> deliver(5));
    committed.scheduleNopPollTask();
    committed.schedulePollTask(
        () -> {
          deliver(6);
          deliver(7);
        });
    Examples examples = read();
    assertThat(examples.rows().size()).isEqualTo(3);
    assertThat(committed.closed()).isTrue();
    assertThat(uncommitted.closed()).isTrue();
  }

  @Test
  void waitsForATransactionThatWasOpen() {
    committed.schedulePollTask(() -> deliver(5));
    committed.schedulePollTask(() -> committed.seek(FIRST, 8));
    assertThat(read().rows().size()).isOne();
  }

  @Test
  void failsWhereATransactionStaysOpen() {
    committed.schedulePollTask(() -> deliver(5));
    assertThatThrownBy(this::read)
        .isInstanceOf(UnusableDataException.class)
        .hasMessageContaining("the training examples are not complete")
        .hasMessageContaining("the last 2 offsets");
  }

  @Test
  void aMissingTopicIsAMistakeInTheConfiguration() {
    assertThatThrownBy(() -> reader("nowhere").read("points", TestData.SCHEMA, 0, 100))
        .isInstanceOf(ConfigException.class)
        .hasMessage("topic nowhere does not exist; create it first");
  }

  /** A consumer that knows where times begin; a partition that is not listed has no such time. */
  private static final class TimedConsumer extends MockConsumer<byte[], byte[]> {
    private final Map<TopicPartition, Long> starts = new HashMap<>();

    TimedConsumer() {
      super("none");
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      times.forEach(
          (partition, time) -> {
            Long start = starts.get(partition);
            found.put(partition, start == null ? null : new OffsetAndTimestamp(start, time));
          });
      return found;
    }
  }
}
