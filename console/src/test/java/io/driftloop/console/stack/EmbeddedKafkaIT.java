package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
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
import org.junit.jupiter.api.Timeout;
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
      makeInternalTopics(kafka.bootstrapServers());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        Set<String> names =
            admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        assertThat(names)
            .containsAll(Topics.ALL)
            .contains("__consumer_offsets", "__transaction_state");
        admin
            .describeConfigs(
                names.stream().map(name -> new ConfigResource(Type.TOPIC, name)).toList())
            .all()
            .get()
            .forEach(EmbeddedKafkaIT::assertBounded);
      }
    }
  }

  /** A log is bounded where old segments go, and where it soon has an old segment. */
  private static void assertBounded(ConfigResource topic, Config config) {
    long segment = Long.parseLong(config.get("segment.bytes").value());
    if (config.get("cleanup.policy").value().equals("compact")) {
      assertThat(segment).as("segment of %s", topic.name()).isLessThanOrEqualTo(16 << 20);
    } else {
      assertThat(Long.parseLong(config.get("retention.bytes").value()))
          .as("kept of %s", topic.name())
          .isBetween(4 * segment, 512L << 20);
    }
  }

  @Test
  @Timeout(120)
  void whatIsTooOldByItsSizeGoes() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, Ports.free())) {
      TopicSetup.createMissing(kafka.bootstrapServers());
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
        keep(admin, Topics.SIGNALS, 2 << 20, 1 << 20);
        String record = "x".repeat(1 << 19);
        for (int i = 0; i < 10; i++) {
          produce(kafka.bootstrapServers(), record);
        }
        TopicPartition partition = new TopicPartition(Topics.SIGNALS, 0);
        while (admin
                .listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset()
            == 0) {
          Thread.sleep(500);
        }
      }
    }
  }

  private static void keep(Admin admin, String topic, int bytes, int segment) throws Exception {
    List<AlterConfigOp> smaller =
        Map.of("retention.bytes", bytes, "segment.bytes", segment).entrySet().stream()
            .map(entry -> new ConfigEntry(entry.getKey(), String.valueOf(entry.getValue())))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    admin
        .incrementalAlterConfigs(Map.of(new ConfigResource(Type.TOPIC, topic), smaller))
        .all()
        .get();
  }

  /** Kafka makes them when a first transaction and a first consumer of a group need them. */
  private static void makeInternalTopics(String servers) {
    try (KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer());
        KafkaConsumer<String, String> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "test"),
                new StringDeserializer(),
                new StringDeserializer())) {
      producer.initTransactions();
      consumer.subscribe(List.of(Topics.SIGNALS));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
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
