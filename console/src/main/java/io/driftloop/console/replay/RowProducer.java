package io.driftloop.console.replay;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a replay's records, and tells of one that could not be stored. */
final class RowProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  RowProducer(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "2"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends a record, some time before {@link #flush}.
   *
   * @param time the record's event time
   */
  void send(String topic, long time, String id, byte[] value) {
    throwFailure();
    producer.send(
        new ProducerRecord<>(topic, null, time, id.getBytes(StandardCharsets.UTF_8), value),
        (metadata, error) -> {
          if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }

  /** Waits until all that was sent is stored. */
  void flush() {
    producer.flush();
    throwFailure();
  }

  private void throwFailure() {
    Exception error = failure.get();
    if (error != null) {
      throw new KafkaException("a record of the replay could not be stored", error);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
