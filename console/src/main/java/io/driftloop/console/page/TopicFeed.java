package io.driftloop.console.page;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.AlertCodec;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a {@link LoopView} from the loop's topics, all of each from the beginning, so that the page
 * works beside any cluster and after any restart. Joins no consumer group and commits nothing.
 * Topics and partitions that come into being later are found.
 */
public final class TopicFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final long LOOK_FOR_PARTITIONS_NANOS = Duration.ofSeconds(2).toNanos();

  private final Consumer<byte[], byte[]> consumer;
  private final LoopView view;
  private final Map<String, Reader> readers;
  private final Set<String> complained = new HashSet<>();
  private final Thread thread = new Thread(this::run, "page-feed");
  private boolean unanswered;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Decodes a record's value and shows it to the view. */
  private interface Reader {
    void read(byte[] value) throws UndecodableException;
  }

  /** A feed from a cluster; {@link #start} starts it. */
  public TopicFeed(String bootstrapServers, LoopView view) {
    this(consumer(bootstrapServers), view);
  }

  TopicFeed(Consumer<byte[], byte[]> consumer, LoopView view) {
    this.consumer = consumer;
    this.view = view;
    AlertCodec alerts = new AlertCodec();
    this.readers =
        Map.of(
            Topics.SIGNALS, reader(Signal.class, view::onSignal),
            Topics.RETRAINING_DECISIONS, reader(RetrainingDecision.class, view::onDecision),
            Topics.RETRAINING_EVENTS, reader(RetrainingEvent.class, view::onRetrainingEvent),
            Topics.RETRAINING_OUTCOMES, reader(RetrainingOutcome.class, view::onOutcome),
            Topics.ALERTS, value -> view.onAlert(alerts.decode(value)),
            Topics.ACTIVE_MODELS, reader(ActiveModel.class, view::onActiveModel),
            Topics.DEAD_LETTERS, reader(DeadLetter.class, view::onDeadLetter));
    thread.setDaemon(true);
  }

  private static <T extends SpecificRecord> Reader reader(
      Class<T> type, java.util.function.Consumer<T> show) {
    Codec<T> codec = Codec.of(type);
    return value -> show.accept(codec.decode(value));
  }

  private static Consumer<byte[], byte[]> consumer(String bootstrapServers) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  public TopicFeed start() {
    thread.start();
    return this;
  }

  private void run() {
    try (consumer) {
      long looked = System.nanoTime() - LOOK_FOR_PARTITIONS_NANOS;
      while (closed.getCount() > 0) {
        if (System.nanoTime() - looked >= LOOK_FOR_PARTITIONS_NANOS) {
          lookForPartitions();
          looked = System.nanoTime();
        }
        read();
      }
    } catch (WakeupException e) {
      LOG.debug("the feed was closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("the page no longer follows the topics", e);
      view.onTrouble("The page no longer follows Kafka: " + e.getMessage());
    }
  }

  private void read() throws InterruptedException {
    if (consumer.assignment().isEmpty()) {
      closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
    } else {
      consumer.poll(POLL).forEach(this::show);
    }
  }

  private void lookForPartitions() {
    try {
      assignNewPartitions();
      if (unanswered) {
        unanswered = false;
        view.onTrouble("");
      }
    } catch (RetriableException e) {
      LOG.warn("Kafka does not answer: {}", e.getMessage());
      unanswered = true;
      view.onTrouble("Kafka does not answer; trying again…");
    }
  }

  private void assignNewPartitions() {
    Set<TopicPartition> known = consumer.assignment();
    Set<TopicPartition> wanted = new LinkedHashSet<>(known);
    consumer
        .listTopics()
        .forEach(
            (topic, partitions) -> {
              if (readers.containsKey(topic)) {
                partitions.forEach(p -> wanted.add(new TopicPartition(topic, p.partition())));
              }
            });
    Set<TopicPartition> added = new HashSet<>(wanted);
    added.removeAll(known);
    if (!added.isEmpty()) {
      consumer.assign(wanted);
      consumer.seekToBeginning(added);
    }
  }

  private void show(ConsumerRecord<byte[], byte[]> message) {
    try {
      readers.get(message.topic()).read(message.value());
    } catch (UndecodableException e) {
      if (complained.add(message.topic())) {
        LOG.warn(
            "{}-{}@{}: {}; further ones of this topic are not reported",
            message.topic(),
            message.partition(),
            message.offset(),
            e.getMessage());
      }
      view.onTrouble("Some records of %s cannot be read.".formatted(message.topic()));
    }
  }

  /** Stops reading and waits until the consumer is closed. */
  @Override
  public void close() {
    closed.countDown();
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
