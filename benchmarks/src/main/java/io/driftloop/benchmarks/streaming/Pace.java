package io.driftloop.benchmarks.streaming;

import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.row.RequestRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends requests at a rate that can be changed; the id of each is the time at which it was due. */
final class Pace implements AutoCloseable {
  private static final int ROWS = 1 << 12;
  private static final long NAP_NANOS = 500_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final ScoredModel model;
  private final Thread thread = new Thread(this::send, "pace");
  private volatile double perSecond;
  private volatile boolean closed;

  Pace(KafkaProducer<byte[], byte[]> producer, ScoredModel model, double perSecond) {
    this.model = model;
    this.producer = producer;
    this.perSecond = perSecond;
    thread.start();
  }

  private void send() {
    RequestRowCodec codec = new RequestRowCodec();
    List<RequestRow> rows = new ArrayList<>(ROWS);
    model.requests(ROWS).forEachRemaining(rows::add);
    double rate = perSecond;
    double time = System.nanoTime();
    for (long sent = 0; !closed; sent++) {
      if (rate != perSecond) {
        rate = perSecond;
        time = System.nanoTime();
      }
      time += 1e9 / rate;
      long due = (long) time;
      while (System.nanoTime() < due && !closed) {
        LockSupport.parkNanos(NAP_NANOS);
      }
      RequestRow row = rows.get((int) (sent % ROWS));
      row.id = Long.toString(due);
      row.eventTime = System.currentTimeMillis();
      byte[] key = row.id.getBytes(StandardCharsets.UTF_8);
      producer.send(
          new ProducerRecord<>(
              Topics.INFERENCE_REQUESTS, null, row.eventTime, key, codec.encode(row)));
    }
  }

  /** Goes on at another rate; what was due before and not sent is forgotten. */
  void change(double perSecond) {
    this.perSecond = perSecond;
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
