package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.console.replay.ReplayRow;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.LabelRowCodec;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.RequestRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The clients: requests at a steady rate, and each row's label some rows later. What the broker has
 * not acknowledged holds it up, so that it never runs far ahead.
 */
public final class Feeder implements AutoCloseable {
  private static final int BATCH = 25;

  private final KafkaProducer<String, byte[]> producer;
  private final RequestRowCodec requests = new RequestRowCodec();
  private final LabelRowCodec labels = new LabelRowCodec();
  private final double rowsPerSecond;
  private final boolean withGarbage;

  /**
   * @param withGarbage whether records that nobody can use are among them
   */
  public Feeder(String bootstrapServers, double rowsPerSecond, boolean withGarbage) {
    this.rowsPerSecond = rowsPerSecond;
    this.withGarbage = withGarbage;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "enable.idempotence", "true",
                "max.block.ms", "180000",
                "delivery.timeout.ms", "240000"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends rows, and each row's label some rows later.
   *
   * @param answered waits, after the first rows, until the jobs have started and answer
   */
  void feed(List<ReplayRow> rows, int labelDelayRows, Runnable answered) {
    long start = System.nanoTime();
    for (int i = 0; i < rows.size() + labelDelayRows; i++) {
      if (i < rows.size()) {
        request(rows.get(i));
      }
      if (i >= labelDelayRows) {
        label(rows.get(i - labelDelayRows));
      }
      if (i % BATCH == 0) {
        pace(start, i);
      }
      if (i == BATCH) {
        answered.run();
        start = System.nanoTime();
      }
    }
    producer.flush();
  }

  /**
   * Sends rows that are made as they are sent, each row's label at the time at which it is known.
   */
  public void feed(int rows, IntFunction<ReplayRow> source) {
    Deque<ReplayRow> unlabelled = new ArrayDeque<>();
    long start = System.nanoTime();
    for (int i = 0; i < rows; i++) {
      ReplayRow row = source.apply(i);
      request(row);
      unlabelled.add(row);
      while (!unlabelled.isEmpty() && unlabelled.peek().knownAt() <= System.currentTimeMillis()) {
        label(unlabelled.poll());
      }
      if (i % BATCH == 0) {
        pace(start, i);
      }
    }
    for (ReplayRow row : unlabelled) {
      Waiting.sleep(Duration.ofMillis(Math.max(0, row.knownAt() - System.currentTimeMillis())));
      label(row);
    }
    producer.flush();
  }

  /** Waits for the broker, and sleeps as long as it is ahead of its rate. */
  private void pace(long start, int rows) {
    producer.flush();
    long ahead = start + (long) (rows * 1e9 / rowsPerSecond) - System.nanoTime();
    if (ahead > 0) {
      Waiting.sleep(Duration.ofNanos(ahead));
    }
  }

  private void request(ReplayRow row) {
    RequestRow request = new RequestRow();
    request.id = "r" + row.index();
    request.model = FaultInput.MODEL;
    request.eventTime = row.eventTime();
    request.features = row.features();
    request.segments = row.segments();
    send(Topics.INFERENCE_REQUESTS, row.eventTime(), request.id, requests.encode(request));
    if (withGarbage && Garbage.follows(row)) {
      Garbage garbage = Garbage.after(row, request);
      send(garbage.topic(), garbage.time(), "garbage" + row.index(), garbage.payload());
    }
  }

  private void label(ReplayRow row) {
    LabelRow label = new LabelRow();
    label.id = "r" + row.index();
    label.model = FaultInput.MODEL;
    label.label = row.label();
    label.labeler = "feeder";
    label.knownAt = row.knownAt();
    send(Topics.LABELS, row.knownAt(), label.id, labels.encode(label));
  }

  private void send(String topic, long time, String key, byte[] value) {
    var acknowledged = producer.send(new ProducerRecord<>(topic, null, time, key, value));
    if (acknowledged.isDone()) {
      try {
        acknowledged.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a record could not be sent", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchmarkException("interrupted");
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
