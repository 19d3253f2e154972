package io.driftloop.benchmarks.faults;

import io.driftloop.console.replay.TopicRecords;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.Variant;
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

/** A reader of everything that is committed, on a thread of its own, and when predictions came. */
final class Arrivals implements AutoCloseable {
  private static final List<String> READ =
      List.of(
          Topics.PREDICTIONS,
          Topics.TRAINING_EXAMPLES,
          Topics.SIGNALS,
          Topics.RETRAINING_DECISIONS,
          Topics.RETRAINING_EVENTS,
          Topics.DEAD_LETTERS);

  private final String bootstrapServers;
  private final TopicRecords records = new TopicRecords();
  private final Outputs outputs = new Outputs();
  private final List<Long> predictionsAt = new ArrayList<>();
  private final Thread thread = new Thread(this::read, "arrivals");
  private volatile boolean stopped;
  private volatile RuntimeException failure;

  Arrivals(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    thread.setDaemon(true);
    thread.start();
  }

  private void read() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          READ.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
          take(records.decode(record.topic(), record.value()));
        }
      }
    } catch (UndecodableException e) {
      failure = new IllegalStateException("what the jobs wrote is not readable", e);
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private synchronized void take(SpecificRecord record) {
    if (record instanceof Prediction prediction) {
      if (prediction.getVariant() == Variant.CHAMPION) {
        outputs.prediction(prediction);
        predictionsAt.add(System.nanoTime());
      }
    } else if (record instanceof TrainingExample example) {
      outputs.example(example);
    } else if (record instanceof Signal signal) {
      outputs.signal(signal);
    } else if (record instanceof RetrainingDecision decision) {
      outputs.decision(decision);
    } else if (record instanceof RetrainingEvent event) {
      outputs.event(event);
    } else if (record instanceof DeadLetter letter) {
      outputs.deadLetter(letter);
    }
  }

  /** How many of a champion have come. */
  synchronized int predictions() {
    return outputs.predictions();
  }

  /** Whether everything has come that so many rows must give. */
  synchronized boolean complete(int rows, long end) {
    if (failure != null) {
      throw failure;
    }
    return outputs.complete(rows, end);
  }

  /** What has come, in words. */
  synchronized String soFar(long end) {
    return outputs.soFar(end);
  }

  /**
   * The longest time, in seconds, between two predictions of which the second came after a moment.
   *
   * @param since as {@link System#nanoTime} has it
   */
  synchronized double longestPause(long since) {
    long longest = 0;
    for (int i = 1; i < predictionsAt.size(); i++) {
      if (predictionsAt.get(i) > since) {
        longest = Math.max(longest, predictionsAt.get(i) - predictionsAt.get(i - 1));
      }
    }
    return longest / 1e9;
  }

  /** Stops reading and gives what has come. */
  Outputs stop() {
    close();
    return outputs;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
