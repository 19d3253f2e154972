package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.config.Options;
import io.driftloop.console.replay.ElsewhereHost;
import io.driftloop.console.replay.Replay;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayListener;
import io.driftloop.console.replay.ReplayReport;
import io.driftloop.console.replay.ReplaySettings;
import io.driftloop.jobs.decision.RetrainDecisionJob;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replay that plays a model which runs elsewhere, on a real broker. */
class MonitorOnlyReplayIT {
  private static final long SEED = 20_261_124L;
  private static final int ROWS = 3_000;
  private static final int HISTORY = 1_000;
  private static final int FLIP = 2_000;
  private static final Duration WINDOW = Duration.ofMinutes(250);

  private static final Options LOOP =
      LoopOptions.forReplay(
          Options.of(
                  Map.of(
                      "window", "250m",
                      "retrain.rule", "threshold",
                      "retrain.triggers", "accuracy",
                      "retrain.consecutive", "1",
                      "train.minimum-rows", "150",
                      "train.hidden-layers", "16",
                      "mapping.feature-schema", "drifting/v1"))
              .with(
                  Map.of(
                      "predictions.topic", "scoring-log",
                      "predictions.format", "json",
                      "predictions.time-format", "iso-8601",
                      "predictions.map.id", "$.request_id",
                      "predictions.map.model", "$.model.name",
                      "predictions.map.version", "$.model.build",
                      "predictions.map.time", "$.at"))
              .with(
                  Map.of(
                      "predictions.map.features.x", "$.input.x",
                      "predictions.map.features.noise", "$.input.noise",
                      "predictions.map.features.kind", "$.input.kind",
                      "predictions.map.scores.no", "$.scores.no",
                      "predictions.map.scores.yes", "$.scores.yes"))
              .with(
                  Map.of(
                      "labels.topic", "outcomes",
                      "labels.format", "json",
                      "labels.time-format", "iso-8601",
                      "labels.map.id", "$.request_id",
                      "labels.map.model", "=drifting",
                      "labels.map.label", "$.outcome",
                      "labels.map.known-at", "$.arrived")));

  @TempDir Path directory;

  @Test
  @Timeout(240)
  void driftIsNoticedAndARetrainingAskedForThoughNobodyAnswers() throws IOException {
    ReplayData data = DriftingStream.of(ROWS, HISTORY, FLIP, SEED);
    Ports ports = Ports.allFree();
    try (Stack stack =
        Stack.startMonitorOnly(
            new Directories(directory), ports, LOOP, starting -> publish(data, starting))) {
      Replay.Result result =
          Replay.run(
              new ElsewhereHost(LOOP, data.schema(), stack.directories().models()),
              stack.bootstrapServers(),
              "row",
              data,
              new ReplaySettings(
                  WINDOW, Duration.ZERO, Double.POSITIVE_INFINITY, Duration.ofSeconds(60)),
              new Spoiler(stack.bootstrapServers()),
              stack::requireHealthy);

      assertThat(result.brokenBalances()).isEmpty();
      assertWatched(result.report());
      assertThat(jobs(ports))
          .containsExactlyInAnyOrder(
              PredictionMonitorJob.NAME, LabelJoinJob.NAME, RetrainDecisionJob.NAME);
    }
  }

  private static void publish(ReplayData data, Stack stack) {
    FirstModel.publish(
        data, stack.directories().models(), stack.bootstrapServers(), stack.options());
  }

  private static void assertWatched(ReplayReport report) {
    assertThat(report.predictions()).isEqualTo(ROWS - HISTORY);
    assertThat(report.joined()).isEqualTo(ROWS - HISTORY);
    assertThat(report.signals()).containsKeys("psi", "accuracy");
    assertThat(report.deadLetters()).as("the spoilt record, once a job that reads it").isEqualTo(2);
    // The next would come a cooldown of many windows later.
    assertThat(report.retrainings()).hasSize(1);
    assertThat(report.retrainings().get(0).reasons()).isNotEmpty();
    assertThat(report.retrainings().get(0).outcome()).isEmpty();
    assertThat(report.swaps()).isZero();
    assertThat(report.accuracy().frozen()).isNull();
    // Right before the flip, wrong after it.
    assertThat(report.accuracy().loop()).isBetween(.4, .6);
  }

  private static List<String> jobs(Ports ports) throws IOException {
    URI overview = URI.create("http://127.0.0.1:" + ports.flink() + "/jobs/overview");
    return new ObjectMapper().readTree(overview.toURL()).get("jobs").findValuesAsText("name");
  }

  /** Writes one record among the others that is JSON but has nothing that the mapping needs. */
  private static final class Spoiler implements ReplayListener {
    private final String bootstrapServers;
    private boolean spoilt;

    private Spoiler(String bootstrapServers) {
      this.bootstrapServers = bootstrapServers;
    }

    @Override
    public void progress(Progress progress) {
      if (spoilt) {
        return;
      }
      spoilt = true;
      byte[] bad = "{\"request_id\": \"bad\"}".getBytes(StandardCharsets.UTF_8);
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrapServers),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        producer
            .send(new ProducerRecord<>("scoring-log", null, progress.eventTime(), null, bad))
            .get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void happened(String line) {
      assertThat(line).doesNotContain("not every label");
    }
  }
}
