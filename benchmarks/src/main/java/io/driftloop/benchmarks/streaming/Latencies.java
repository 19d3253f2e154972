package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.PredictionRowCodec;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads predictions, and how long after their request was due each of them is there. */
final class Latencies implements AutoCloseable {
  private static final int MOST = 1 << 24;

  private final String brokers;
  private final Thread thread = new Thread(this::read, "latencies");
  private final long[] nanos = new long[MOST];
  private int count;
  private volatile boolean closed;

  /**
   * What was measured.
   *
   * @param answers how many
   */
  record Quantiles(int answers, double medianMillis, double p99Millis) {}

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

  private synchronized void take(long latency) {
    if (count < MOST) {
      nanos[count++] = latency;
    }
  }

  synchronized void restart() {
    count = 0;
  }

  synchronized Quantiles quantiles() {
    if (count == 0) {
      throw new BenchmarkException("no request was answered");
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return new Quantiles(count, sorted[count / 2] / 1e6, sorted[(int) (count * 0.99)] / 1e6);
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
