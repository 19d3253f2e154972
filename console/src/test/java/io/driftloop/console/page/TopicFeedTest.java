package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.AlertCodec;
import io.driftloop.schemas.codec.Codec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TopicFeedTest {
  private static final List<String> TOPICS =
      List.of(
          Topics.SIGNALS,
          Topics.RETRAINING_DECISIONS,
          Topics.RETRAINING_EVENTS,
          Topics.RETRAINING_OUTCOMES,
          Topics.ALERTS,
          Topics.ACTIVE_MODELS,
          Topics.DEAD_LETTERS);

  private final CountDownLatch looked = new CountDownLatch(1);
  private final MockConsumer<byte[], byte[]> consumer =
      new MockConsumer<>("earliest") {
        @Override
        public synchronized Map<String, List<PartitionInfo>> listTopics() {
          Map<String, List<PartitionInfo>> topics = Map.copyOf(super.listTopics());
          looked.countDown();
          return topics;
        }
      };
  private final Map<String, Long> offsets = new HashMap<>();
  private final LoopView view = new LoopView();

  private void topic(String topic) {
    consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(new TopicPartition(topic, 0), 0L));
  }

  /** Adds a record at the next poll, by which time the feed has assigned its partition. */
  private void add(String topic, byte[] value) {
    long offset = offsets.merge(topic, 1L, Long::sum) - 1;
    consumer.schedulePollTask(
        () -> consumer.addRecord(new ConsumerRecord<>(topic, 0, offset, null, value)));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void showsTheRecordsOfEveryTopic() throws InterruptedException {
    TOPICS.forEach(this::topic);
    topic(Topics.LABELS);
    add(Topics.SIGNALS, Codec.of(Signal.class).encode(signal("accuracy", "", WEEK, .9).build()));
    add(
        Topics.RETRAINING_DECISIONS,
        Codec.of(RetrainingDecision.class).encode(Records.hold("labels", WEEK, "NO_BREACH", "")));
    add(
        Topics.RETRAINING_EVENTS,
        Codec.of(RetrainingEvent.class).encode(Records.event("r1", 13 * WEEK)));
    add(
        Topics.RETRAINING_OUTCOMES,
        Codec.of(RetrainingOutcome.class)
            .encode(Records.outcome("r1", OutcomeStatus.PUBLISHED, "v2", .8, .9)));
    add(Topics.ALERTS, new AlertCodec().encode(Records.alert("v1", "quality", "warning", WEEK)));
    add(Topics.ACTIVE_MODELS, Codec.of(ActiveModel.class).encode(Records.active(2, "v2", WEEK)));
    add(
        Topics.DEAD_LETTERS,
        Codec.of(DeadLetter.class).encode(Records.deadLetter("LATE", "a day late")));
    try (TopicFeed feed = new TopicFeed(consumer, view).start()) {
      assertThat(feed).isNotNull();
      await(() -> view.revision() >= 7);
    }
    PageState.Model model = view.snapshot().models().get(0);
    assertThat(model.accuracy().loop()).containsExactly(.9);
    assertThat(model.retrainings()).singleElement().extracting("status").isEqualTo("published");
    assertThat(model.findings()).singleElement().extracting("name").isEqualTo("quality");
    assertThat(model.swaps()).singleElement().extracting("version").isEqualTo("v2");
    assertThat(model.holdCounts()).hasSize(1);
    assertThat(view.snapshot().deadLetters().count()).isEqualTo(1);
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void unreadableRecordsAreToldAndPassedOver() throws InterruptedException {
    topic(Topics.SIGNALS);
    add(Topics.SIGNALS, new byte[] {1, 2, 3});
    add(Topics.SIGNALS, null);
    add(Topics.SIGNALS, Codec.of(Signal.class).encode(signal("accuracy", "", WEEK, .9).build()));
    try (TopicFeed feed = new TopicFeed(consumer, view).start()) {
      assertThat(feed).isNotNull();
      await(() -> !view.snapshot().models().get(0).accuracy().loop().isEmpty());
    }
    assertThat(view.snapshot().trouble()).isEqualTo("Some records of signals cannot be read.");
  }

  @Test
  void topicsThatAreMadeLaterAreFound() throws InterruptedException {
    topic(Topics.LABELS);
    try (TopicFeed feed = new TopicFeed(consumer, view).start()) {
      assertThat(feed).isNotNull();
      looked.await();
      topic(Topics.ACTIVE_MODELS);
      add(Topics.ACTIVE_MODELS, Codec.of(ActiveModel.class).encode(Records.active(1, "v1", WEEK)));
      await(() -> view.revision() > 0);
    }
    assertThat(view.snapshot().models().get(0).swaps()).hasSize(1);
    assertThat(view.snapshot().trouble()).isEmpty();
  }

  @Test
  void aBrokenConsumerIsTold() throws InterruptedException {
    topic(Topics.SIGNALS);
    consumer.setPollException(new KafkaException("not authorised"));
    try (TopicFeed feed = new TopicFeed(consumer, view).start()) {
      assertThat(feed).isNotNull();
      await(() -> !view.snapshot().trouble().isEmpty());
    }
    assertThat(view.snapshot().trouble())
        .isEqualTo("The page no longer follows Kafka: not authorised");
    assertThat(consumer.closed()).isTrue();
  }
}
