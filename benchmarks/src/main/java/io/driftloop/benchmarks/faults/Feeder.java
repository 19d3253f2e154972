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
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The clients: requests at a steady rate, and each row's label some rows later. What the broker has
 * not committed holds it up, so that it never runs far ahead. Records go in transactions: a
 * producer that is only idempotent may send a batch twice to a broker that was killed.
 */
public final class Feeder implements AutoCloseable {
  private static final int BATCHES_PER_SECOND = 40;
  private static final int SMALLEST_BATCH = 25;

  private final List<ProducerRecord<String, byte[]>> batch = new ArrayList<>();
  private final KafkaProducer<String, byte[]> producer;
  private final RequestRowCodec requests = new RequestRowCodec();
  private final LabelRowCodec labels = new LabelRowCodec();
  private final double rowsPerSecond;
  private final int batchRows;
  private final boolean withGarbage;

  /**
   * @param withGarbage whether records that nobody can use are among them
   */
  public Feeder(String bootstrapServers, double rowsPerSecond, boolean withGarbage) {
    this.rowsPerSecond = rowsPerSecond;
    batchRows = Math.max(SMALLEST_BATCH, (int) rowsPerSecond / BATCHES_PER_SECOND);
    this.withGarbage = withGarbage;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "transactional.id", "feeder-" + UUID.randomUUID(),
                "max.block.ms", "240000",
                "delivery.timeout.ms", "180000",
                "transaction.timeout.ms", "300000"),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
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
      if (i % batchRows == 0) {
        pace(start, i);
      }
      if (i == batchRows) {
        answered.run();
        start = System.nanoTime();
      }
    }
    commit();
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
      if (i % batchRows == 0) {
        pace(start, i);
      }
    }
    for (ReplayRow row : unlabelled) {
      Waiting.sleep(Duration.ofMillis(Math.max(0, row.knownAt() - System.currentTimeMillis())));
      label(row);
    }
    commit();
  }

  /** Waits for the broker, and sleeps as long as it is ahead of its rate. */
  private void pace(long start, int rows) {
    commit();
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
    batch.add(new ProducerRecord<>(topic, null, time, key, value));
  }

  private void commit() {
    while (!batch.isEmpty()) {
      producer.beginTransaction();
      try {
        batch.forEach(producer::send);
        producer.commitTransaction();
        batch.clear();
      } catch (AuthorizationException | ProducerFencedException | TimeoutException e) {
        throw new BenchmarkException("records could not be sent: " + e.getMessage());
      } catch (KafkaException e) {
        producer.abortTransaction(); // The broker forgot what it had of it: all goes again.
      }
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
