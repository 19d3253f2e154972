package io.driftloop.console.cluster;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.PredictionRowCodec;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What an application that asks for predictions does. */
final class ScoringClient implements AutoCloseable {
  private static final long TIME = 1_777_629_600_000L;

  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, PredictionRow> answers = new HashMap<>();

  ScoringClient(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.PREDICTIONS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
  }

  void activate(String model, ModelRef version) throws Exception {
    ActiveModel active =
        ActiveModel.newBuilder()
            .setModel(model)
            .setGeneration(1)
            .setChampion(version)
            .setChangedAt(TIME)
            .build();
    byte[] value = Codec.of(ActiveModel.class).encode(active);
    producer.send(new ProducerRecord<>(Topics.ACTIVE_MODELS, null, TIME, model, value)).get();
  }

  void request(String id, String model, float... features) throws Exception {
    RequestRow row = new RequestRow();
    row.id = id;
    row.model = model;
    row.eventTime = TIME;
    row.features = features;
    row.segments = Map.of();
    byte[] value = new RequestRowCodec().encode(row);
    producer.send(new ProducerRecord<>(Topics.INFERENCE_REQUESTS, null, TIME, id, value)).get();
  }

  /** The predictions that have come so far, by request. */
  Map<String, PredictionRow> answers() throws UndecodableException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      PredictionRow row = new PredictionRowCodec().decode(record.value());
      answers.put(row.id, row);
    }
    return Map.copyOf(answers);
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
