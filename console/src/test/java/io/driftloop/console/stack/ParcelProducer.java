package io.driftloop.console.stack;

import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The model of config/examples/monitor-only.yaml and whoever runs it, with formats of their own.
 */
final class ParcelProducer implements AutoCloseable {
  static final String SCORES = "parcel-scores";
  static final String OUTCOMES = "parcel-outcomes";

  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              Feature.numeric("distance", "km"),
              Feature.numeric("weight", "kg"),
              Feature.categorical("weather", List.of("dry", "rain", "snow"))),
          List.of("ON_TIME", "LATE"));

  private final KafkaProducer<byte[], byte[]> producer;

  ParcelProducer(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Publishes a version without a network: what monitoring compares with. */
  static void publish(Path store) throws IOException {
    Random random = new Random(3);
    float[][] rows = new float[400][];
    float[][] scores = new float[rows.length][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {random.nextFloat() * 20, random.nextFloat(), random.nextInt(3)};
      scores[i] = new float[] {.25f, .75f};
      labels[i] = i % 4 == 0 ? 0 : 1;
    }
    ModelCard card =
        new ModelCard(
            "parcels",
            "v3",
            SCHEMA,
            ReferenceProfiles.of(SCHEMA, rows, scores, labels),
            Map.of(),
            new Lineage("", "", 0, 1, rows.length, "made up", 3, "test"));
    Path file = Files.createTempFile("parcels", ".zip");
    try {
      new ModelPackage(card, Optional.empty()).write(file);
      new LocalModelStore(store).put("parcels", "v3", file);
    } finally {
      Files.delete(file);
    }
  }

  void score(int id, Instant at, double distance) {
    send(
        SCORES,
        at,
        """
        {"request_id": %d, "at": "%s", "model": {"build": "v3"}, "country": "NL",
         "input": {"distance": %s, "weight": 0.8, "weather": "rain"}, "p_late": 0.75}
        """
            .formatted(id, at, distance));
  }

  void outcome(int id, Instant at, boolean late) {
    send(
        OUTCOMES,
        at,
        "{\"request_id\": %d, \"late\": %d, \"arrived\": %d}"
            .formatted(id, late ? 1 : 0, at.getEpochSecond()));
  }

  void send(String topic, Instant at, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try {
      producer.send(new ProducerRecord<>(topic, null, at.toEpochMilli(), null, bytes)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
