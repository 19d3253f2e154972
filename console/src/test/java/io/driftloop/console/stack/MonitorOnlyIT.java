package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.config.Options;
import io.driftloop.console.Home;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example for a model that runs elsewhere, as it is, on a real broker. */
class MonitorOnlyIT {
  private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
  private static final int ROWS = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path directory;
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  @Test
  void signalsComeOutOfForeignRecords() throws Exception {
    ParcelProducer.publish(directory.resolve("models"));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), Ports.free());
        EmbeddedFlink flink =
            EmbeddedFlink.start(directory.resolve("flink"), Ports.free(), 2, failures::add)) {
      createTopics(kafka.bootstrapServers());
      produce(kafka.bootstrapServers());
      submit(flink, options(kafka.bootstrapServers()));
      readUntilBothAreEvaluated(kafka.bootstrapServers());
    }

    assertThat(signals).allMatch(signal -> signal.getModel().equals("parcels"));
    assertThat(signals).allMatch(signal -> signal.getModelVersion().equals("v3"));
    assertThat(find("psi", "distance").getSampleCount()).isEqualTo(ROWS);
    assertThat(find("psi", "distance").getBreached()).isTrue();
    assertThat(find("accuracy", "").getValue()).isCloseTo(0.75, within(1e-9));
    assertThat(deadLetters)
        .extracting(DeadLetter::getTopic, letter -> letter.getErrorCode().toString())
        .contains(
            tuple(ParcelProducer.SCORES, "UNDECODABLE"),
            tuple(ParcelProducer.OUTCOMES, "UNMAPPABLE"));
  }

  private Options options(String bootstrapServers) {
    return Options.load(Home.file("config/examples/monitor-only.yaml"))
        .with(
            Map.of(
                "kafka.bootstrap-servers",
                bootstrapServers,
                "models.uri",
                directory.resolve("models").toUri().toString(),
                "checkpoint.interval",
                "1s"));
  }

  /** Far parcels, where the reference has near ones; three in four are late; then a later hour. */
  private static void produce(String bootstrapServers) {
    try (ParcelProducer producer = new ParcelProducer(bootstrapServers)) {
      producer.send(ParcelProducer.SCORES, START, "no JSON");
      producer.send(ParcelProducer.OUTCOMES, START, "{\"request_id\": 1, \"arrived\": 1777629600}");
      for (int i = 0; i < ROWS; i++) {
        producer.score(i, START.plusSeconds(i), 90);
        producer.outcome(i, START.plusSeconds(600 + i), i % 4 != 0);
      }
      producer.score(ROWS, START.plus(Duration.ofHours(3)), 90);
      producer.outcome(ROWS, START.plus(Duration.ofHours(3)), true);
    }
  }

  private static void submit(EmbeddedFlink flink, Options options) {
    StreamExecutionEnvironment monitor =
        flink.environment(JobEnvironment.configuration(options)).setParallelism(1);
    PredictionMonitorJob.build(
        PredictionMonitorJob.Sources.kafka(monitor, options),
        PredictionMonitorJob.Sinks.kafka(options),
        options);
    flink.submit(PredictionMonitorJob.NAME, monitor);
    StreamExecutionEnvironment join =
        flink.environment(JobEnvironment.configuration(options)).setParallelism(1);
    LabelJoinJob.build(
        LabelJoinJob.Sources.kafka(join, options), LabelJoinJob.Sinks.kafka(options), options);
    flink.submit(LabelJoinJob.NAME, join);
  }

  private void readUntilBothAreEvaluated(String bootstrapServers) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          List.of(
              new TopicPartition(Topics.SIGNALS, 0), new TopicPartition(Topics.DEAD_LETTERS, 0)));
      while (!evaluated("data") || !evaluated("labels") || deadLetters.size() < 2) {
        assertThat(failures).isEmpty();
        assertThat(System.nanoTime()).as("signals came in time").isLessThan(deadline);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          take(record);
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws Exception {
    if (record.topic().equals(Topics.SIGNALS)) {
      signals.add(decode(Signal.class, record));
    } else {
      deadLetters.add(decode(DeadLetter.class, record));
    }
  }

  private static <T extends SpecificRecordBase> T decode(
      Class<T> type, ConsumerRecord<byte[], byte[]> record) throws Exception {
    return Codec.of(type).decode(record.value());
  }

  private boolean evaluated(String subject) {
    return signals.stream()
        .anyMatch(
            signal ->
                signal.getKind().equals("window-evaluated") && signal.getSubject().equals(subject));
  }

  private Signal find(String kind, String subject) {
    return signals.stream()
        .filter(signal -> signal.getKind().equals(kind) && signal.getSubject().equals(subject))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no " + kind + " of '" + subject + "' in " + signals));
  }

  private static void createTopics(String bootstrapServers) throws Exception {
    TopicSetup.createMissing(bootstrapServers);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(ParcelProducer.SCORES, 1, (short) 1),
                  new NewTopic(ParcelProducer.OUTCOMES, 1, (short) 1)))
          .all()
          .get();
    }
  }
}
