package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.codec.LabelRowCodec;
import io.driftloop.schemas.codec.PredictionRowCodec;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything that clients get wrong, between rows that are right, on a real broker. */
class BadInputIT {
  private static final ReplayData DATA = DriftingStream.of(400, 300, 300, 7);
  private static final long TIME = DATA.stream().get(0).eventTime();
  private static final long YEAR = 366L * 24 * 60 * DriftingStream.MINUTE;

  @TempDir private Path directory;
  private KafkaProducer<byte[], byte[]> producer;

  @Test
  @Timeout(120)
  void endsInDeadLettersAndNeverStopsTheStream() throws Exception {
    Options loop =
        LoopOptions.check(
            Options.of(Map.of("scoring.unknown-model-wait", "1s", "train.max-epochs", "2")));
    try (Stack stack = Stack.start(new Directories(directory), Ports.allFree(), loop);
        KafkaProducer<byte[], byte[]> open = producer(stack)) {
      FirstModel.publish(
          DATA, stack.directories().models(), stack.bootstrapServers(), stack.options());
      producer = open;
      sendBad();
      send(Topics.LABELS, new LabelRowCodec().encode(label("good", TIME + 1)));
      send(Topics.LABELS, new LabelRowCodec().encode(label("good", TIME + 1)));
      send(Topics.INFERENCE_REQUESTS, new RequestRowCodec().encode(request("good", TIME, 3)));

      await(stack, () -> codes(stack).containsAll(expected()));
      await(stack, () -> examples(stack).contains("good"));
      assertThat(codes(stack)).isEqualTo(expected());
      assertThat(examples(stack)).containsOnlyOnce("good").doesNotContain("year", "wide");
      stack.requireHealthy();
    }
  }

  private static Set<String> expected() {
    return Set.of(
        Topics.INFERENCE_REQUESTS + " " + ErrorCode.UNDECODABLE,
        Topics.INFERENCE_REQUESTS + " " + ErrorCode.WRONG_WIDTH,
        Topics.INFERENCE_REQUESTS + " " + ErrorCode.UNKNOWN_MODEL,
        Topics.INFERENCE_REQUESTS + " " + ErrorCode.EVENT_TIME_OUT_OF_RANGE,
        Topics.PREDICTIONS + " " + ErrorCode.UNDECODABLE,
        Topics.PREDICTIONS + " " + ErrorCode.INVALID_SCORES,
        Topics.LABELS + " " + ErrorCode.UNDECODABLE,
        Topics.LABELS + " " + ErrorCode.EVENT_TIME_OUT_OF_RANGE);
  }

  private void sendBad() throws Exception {
    for (String topic : List.of(Topics.INFERENCE_REQUESTS, Topics.PREDICTIONS, Topics.LABELS)) {
      send(topic, new byte[] {1, 2, 3});
    }
    send(Topics.INFERENCE_REQUESTS, new RequestRowCodec().encode(request("wide", TIME, 9)));
    RequestRow stranger = request("stranger", TIME, 3);
    stranger.model = "unheard-of";
    send(Topics.INFERENCE_REQUESTS, new RequestRowCodec().encode(stranger));
    send(Topics.INFERENCE_REQUESTS, new RequestRowCodec().encode(request("year", TIME + YEAR, 3)));
    send(Topics.LABELS, new LabelRowCodec().encode(label("year", TIME - YEAR)));
    for (float score : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      send(Topics.PREDICTIONS, new PredictionRowCodec().encode(prediction(score)));
    }
  }

  private static RequestRow request(String id, long time, int width) {
    RequestRow row = new RequestRow();
    row.id = id;
    row.model = DATA.model();
    row.eventTime = time;
    row.features = new float[width];
    row.segments = Map.of();
    return row;
  }

  private static LabelRow label(String id, long knownAt) {
    LabelRow row = new LabelRow();
    row.id = id;
    row.model = DATA.model();
    row.label = "yes";
    row.labeler = "";
    row.knownAt = knownAt;
    return row;
  }

  private static PredictionRow prediction(float score) {
    PredictionRow row = new PredictionRow();
    row.id = "scored-" + score;
    row.model = DATA.model();
    row.modelVersion = "v1";
    row.eventTime = TIME;
    row.features = new float[3];
    row.segments = Map.of();
    row.scores = new float[] {score, 0};
    return row;
  }

  private static KafkaProducer<byte[], byte[]> producer(Stack stack) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", stack.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void send(String topic, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(topic, null, TIME, null, value)).get();
  }

  private static Set<String> codes(Stack stack) {
    return TopicContent.read(stack.bootstrapServers(), Topics.DEAD_LETTERS, DeadLetter.class)
        .stream()
        .map(letter -> letter.getTopic() + " " + letter.getErrorCode())
        .collect(Collectors.toSet());
  }

  private static List<String> examples(Stack stack) {
    return TopicContent.read(
            stack.bootstrapServers(), Topics.TRAINING_EXAMPLES, TrainingExample.class)
        .stream()
        .map(TrainingExample::getId)
        .toList();
  }

  private static void await(Stack stack, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.call()) {
      stack.requireHealthy();
      assertThat(System.nanoTime()).as("so far: %s", codes(stack)).isLessThan(deadline);
      Thread.sleep(200);
    }
  }
}
