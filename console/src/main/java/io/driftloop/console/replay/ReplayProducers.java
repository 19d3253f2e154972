package io.driftloop.console.replay;

import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The two clients that write: one asks, the other says later what turned out to be true. */
final class ReplayProducers implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Codec<InferenceRequest> requests = Codec.of(InferenceRequest.class);
  private final Codec<Label> labels = Codec.of(Label.class);
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final String model;
  private final RowIds ids;

  ReplayProducers(String bootstrapServers, String model, RowIds ids) {
    this.model = model;
    this.ids = ids;
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "2"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void request(ReplayRow row) {
    List<Float> features = new ArrayList<>(row.features().length);
    for (float value : row.features()) {
      features.add(value);
    }
    InferenceRequest request =
        InferenceRequest.newBuilder()
            .setId(ids.of(row.index()))
            .setModel(model)
            .setEventTime(row.eventTime())
            .setFeatures(features)
            .setSegments(row.segments())
            .build();
    send(Topics.INFERENCE_REQUESTS, row.eventTime(), row.index(), requests.encode(request));
  }

  void label(ReplayRow row) {
    Label label =
        Label.newBuilder()
            .setId(ids.of(row.index()))
            .setModel(model)
            .setLabel(row.label())
            .setLabeler("replay")
            .setKnownAt(row.knownAt())
            .build();
    send(Topics.LABELS, row.knownAt(), row.index(), labels.encode(label));
  }

  private void send(String topic, long time, int row, byte[] value) {
    throwFailure();
    byte[] key = ids.of(row).getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(topic, null, time, key, value),
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
