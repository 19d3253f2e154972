package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.PredictionRowCodec;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads predictions, and how long after their request was due each of them is there. */
final class Latencies implements AutoCloseable {
  private final String brokers;
  private final Thread thread = new Thread(this::read, "latencies");
  private LatencyHistogram latencies = new LatencyHistogram();
  private volatile boolean closed;

  /**
   * What was measured.
   *
   * @param answers how many
   */
  record Quantiles(long answers, double medianMillis, double p99Millis) {}

  Latencies(String brokers) {
    this.brokers = brokers;
    thread.start();
  }

  private void read() {
    PredictionRowCodec codec = new PredictionRowCodec();
    Map<String, Object> settings = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          Set.of(
              new TopicPartition(Topics.PREDICTIONS, 0),
              new TopicPartition(Topics.PREDICTIONS, 1)));
      consumer.seekToEnd(consumer.assignment());
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          take(System.nanoTime() - Long.parseLong(codec.decode(record.value()).id));
        }
      }
    } catch (UndecodableException e) {
      throw new BenchmarkException("a prediction is unreadable", e);
    }
  }

  private synchronized void take(long nanos) {
    latencies.add(nanos);
  }

  synchronized void restart() {
    latencies = new LatencyHistogram();
  }

  synchronized Quantiles quantiles() {
    if (latencies.count() == 0) {
      throw new BenchmarkException("no request was answered");
    }
    return new Quantiles(
        latencies.count(), latencies.quantile(.5) / 1e6, latencies.quantile(.99) / 1e6);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
