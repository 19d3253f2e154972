package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import io.driftloop.schemas.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes records of one topic that no job writes: what a first version leaves behind. */
public final class TopicWriter<T extends SpecificRecord> implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final String topic;
  private final Codec<T> codec;

  public TopicWriter(String bootstrapServers, String topic, Class<T> type) {
    this.topic = topic;
    this.codec = Codec.of(type);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Writes a record, some time before {@link #close}.
   *
   * @param time the record's event time
   */
  public void write(String key, long time, T value) {
    producer.send(
        new ProducerRecord<>(
            topic, null, time, key.getBytes(StandardCharsets.UTF_8), codec.encode(value)),
        (metadata, error) -> {
          if (error != null) {
            failure.compareAndSet(null, error);
          }
        });
  }

  /**
   * Waits until all records are stored.
   *
   * @throws ConsoleException where one could not be
   */
  @Override
  public void close() {
    try (producer) {
      producer.flush();
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    if (failure.get() != null) {
      throw new ConsoleException("cannot write to the topic " + topic, failure.get());
    }
  }
}
