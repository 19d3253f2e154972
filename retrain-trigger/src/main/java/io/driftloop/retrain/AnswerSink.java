package io.driftloop.retrain;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Publishes an answer in one transaction together with the request's offset: either all of it is
 * there and the request is done, or nothing is and the request is taken up again.
 */
final class AnswerSink implements AutoCloseable {
  private static final String STAGE = "retrain-worker-decode";

  private final Producer<byte[], byte[]> producer;
  private final Codec<ActiveModel> activeModels = Codec.of(ActiveModel.class);
  private final Codec<RetrainingOutcome> outcomes = Codec.of(RetrainingOutcome.class);
  private final Codec<DeadLetter> deadLetters = Codec.of(DeadLetter.class);

  /** A sink that puts any older worker of the same transactional id out of action. */
  AnswerSink(Producer<byte[], byte[]> producer) {
    this.producer = producer;
    producer.initTransactions();
  }

  void publish(
      RetrainingEvent event,
      Answer answer,
      ConsumerRecord<byte[], byte[]> request,
      ConsumerGroupMetadata group) {
    producer.beginTransaction();
    byte[] key = event.getModel().getBytes(StandardCharsets.UTF_8);
    long time = event.getRequestedAt();
    answer
        .active()
        .ifPresent(active -> send(Topics.ACTIVE_MODELS, time, key, activeModels.encode(active)));
    send(Topics.RETRAINING_OUTCOMES, time, key, outcomes.encode(answer.outcome()));
    commit(request, group);
  }

  /** Takes note that a request needs no answer, since it has one or is not ours. */
  void skip(ConsumerRecord<byte[], byte[]> request, ConsumerGroupMetadata group) {
    producer.beginTransaction();
    commit(request, group);
  }

  void refuse(ConsumerRecord<byte[], byte[]> request, ConsumerGroupMetadata group, String message) {
    producer.beginTransaction();
    DeadLetter letter =
        new DeadLetter(
            request.topic(),
            request.partition(),
            request.offset(),
            STAGE,
            ErrorCode.UNDECODABLE.name(),
            message,
            ByteBuffer.wrap(request.value() == null ? new byte[0] : request.value()),
            request.timestamp(),
            key(request));
    byte[] key = request.topic().getBytes(StandardCharsets.UTF_8);
    send(Topics.DEAD_LETTERS, request.timestamp(), key, deadLetters.encode(letter));
    commit(request, group);
  }

  private static String key(ConsumerRecord<byte[], byte[]> request) {
    return request.key() == null ? "" : new String(request.key(), StandardCharsets.UTF_8);
  }

  /** Errors of the sends come out of the commit. */
  private void send(String topic, long time, byte[] key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, null, Math.max(0, time), key, value));
  }

  private void commit(ConsumerRecord<byte[], byte[]> request, ConsumerGroupMetadata group) {
    producer.sendOffsetsToTransaction(
        Map.of(
            new TopicPartition(request.topic(), request.partition()),
            new OffsetAndMetadata(request.offset() + 1)),
        group);
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producer.close();
  }
}
