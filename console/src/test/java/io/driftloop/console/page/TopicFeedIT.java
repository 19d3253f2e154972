package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.stack.EmbeddedKafka;
import io.driftloop.console.stack.Ports;
import io.driftloop.console.stack.TopicSetup;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The feed on a real broker. */
@Timeout(120)
class TopicFeedIT {
  private static final byte[] KEY = Records.MODEL.getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  private final LoopView view = new LoopView();

  @Test
  void showsWhatWasThereBeforeWhatComesLaterAndNothingThatWasAborted() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, Ports.free())) {
      TopicSetup.createMissing(kafka.bootstrapServers());
      publish(kafka, "v1", 1, true);
      publish(kafka, "v2", 2, false);
      publish(kafka, "v3", 3, true);
      try (TopicFeed feed = new TopicFeed(kafka.bootstrapServers(), view).start()) {
        assertThat(feed).isNotNull();
        awaitVersion("v3");
        assertThat(view.snapshot().models().get(0).swaps())
            .extracting(PageState.Swap::version)
            .containsExactly("v1", "v3");
        publish(kafka, "v4", 4, true);
        awaitVersion("v4");
      }
    }
  }

  private void publish(EmbeddedKafka kafka, String version, long generation, boolean commit)
      throws Exception {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "worker");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      long at = generation * WEEK;
      producer
          .send(
              new ProducerRecord<>(
                  Topics.ACTIVE_MODELS,
                  KEY,
                  Codec.of(ActiveModel.class).encode(Records.active(generation, version, at))))
          .get();
      producer
          .send(
              new ProducerRecord<>(
                  Topics.SIGNALS,
                  KEY,
                  Codec.of(Signal.class).encode(signal("accuracy", "", at, .9).build())))
          .get();
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private void awaitVersion(String version) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!view.snapshot().models().get(0).status().sentence().startsWith("Serving " + version)) {
      assertThat(System.nanoTime()).as("the deadline for %s", version).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
