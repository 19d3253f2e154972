package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RowEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic of two partitions, which is filled before anything is measured.
 *
 * @param name of the topic
 */
record Topic(String bootstrapServers, String name) {
  static final int PARTITIONS = 2;

  private static final Map<String, Object> BULK =
      Map.of(ProducerConfig.LINGER_MS_CONFIG, 20, ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);

  /** Creates the topic. */
  static Topic create(String bootstrapServers, String name) {
    Topic topic = new Topic(bootstrapServers, name);
    topic.administer(
        admin ->
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1))).all().get());
    return topic;
  }

  /** Writes all rows, as clients write them. */
  <R> void fill(RecordKind<R> kind, Iterator<R> rows) {
    RowEncoder<R> encoder = kind.encoder().create();
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      while (rows.hasNext()) {
        R row = rows.next();
        byte[] key = kind.key().apply(row).getBytes(StandardCharsets.UTF_8);
        producer.send(
            new ProducerRecord<>(
                name, null, kind.time().applyAsLong(row), key, encoder.encode(row)),
            (metadata, error) -> failure.compareAndSet(null, error));
      }
    }
    if (failure.get() != null) {
      throw new BenchmarkException(
          "cannot fill the topic %s: %s".formatted(name, failure.get()), failure.get());
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(BULK);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Deletes the topic, which frees its disk some time later. */
  void delete() {
    administer(admin -> admin.deleteTopics(List.of(name)).all().get());
  }

  private interface Request {
    void send(Admin admin) throws ExecutionException, InterruptedException;
  }

  private void administer(Request request) {
    try (Admin admin =
        Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      request.send(admin);
    } catch (ExecutionException e) {
      throw new BenchmarkException("the broker refused: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted at the topic " + name, e);
    }
  }
}
