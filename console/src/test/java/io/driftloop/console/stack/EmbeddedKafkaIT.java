package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
  private static final long MAY_1996 = 831_427_200_000L;

  @TempDir Path directory;

  @Test
  void recordsOf1996SurviveARestart() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, Ports.free())) {
      TopicSetup.createMissing(kafka.bootstrapServers());
      produce(kafka.bootstrapServers(), "first");
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, Ports.free())) {
      TopicSetup.createMissing(kafka.bootstrapServers());
      produce(kafka.bootstrapServers(), "second");

      List<ConsumerRecord<String, String>> records = consume(kafka.bootstrapServers(), 2);
      assertThat(records).extracting(ConsumerRecord::value).containsExactly("first", "second");
      assertThat(records).extracting(ConsumerRecord::timestamp).containsOnly(MAY_1996);
      assertThat(partitions(kafka.bootstrapServers(), Topics.PREDICTIONS)).isEqualTo(2);
      assertThat(partitions(kafka.bootstrapServers(), Topics.ACTIVE_MODELS)).isEqualTo(1);
    }
  }

  @Test
  void noTopicGrowsWithoutBound() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, Ports.free())) {
      TopicSetup.createMissing(kafka.bootstrapServers());
      List<ConfigResource> topics =
          Topics.ALL.stream().map(name -> new ConfigResource(Type.TOPIC, name)).toList();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        assertThat(admin.describeConfigs(topics).all().get().values())
            .hasSize(Topics.ALL.size())
            .allMatch(
                config ->
                    config.get("cleanup.policy").value().equals("compact")
                        || Long.parseLong(config.get("retention.bytes").value()) > 0);
      }
    }
  }

  private static void produce(String servers, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.SIGNALS, 0, MAY_1996, "key", value)).get();
    }
  }

  private static List<ConsumerRecord<String, String>> consume(String servers, int count) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(Topics.SIGNALS, 0)));
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static int partitions(String servers, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    }
  }
}
