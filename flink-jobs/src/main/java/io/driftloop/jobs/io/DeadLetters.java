package io.driftloop.jobs.io;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record that cannot be used leaves a job: as a dead letter, through one side output. */
public final class DeadLetters {
  /** The side output of every operator that turns records away. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", RecordKinds.DEAD_LETTERS.type());

  /** Where the partition and offset of a record are not known any more, behind the source. */
  public static final int NO_POSITION = -1;

  /** Longer payloads are cut, so that a dead letter always fits into a Kafka record. */
  static final int LONGEST_PAYLOAD = 900_000;

  /** Longer keys are cut, to this many characters. */
  static final int LONGEST_KEY = 1_000;

  private DeadLetters() {}

  /** Writes the dead letters of all these operators to one sink. */
  public static void sink(
      String job, Sink<DeadLetter> sink, SingleOutputStreamOperator<?>... operators) {
    String name = job + "-dead-letters";
    Arrays.stream(operators)
        .<DataStream<DeadLetter>>map(operator -> operator.getSideOutput(TAG))
        .reduce(DataStream::union)
        .orElseThrow()
        .sinkTo(sink)
        .uid(name)
        .name(name);
  }

  /** The dead letter of a record as it was read. */
  static DeadLetter of(
      ConsumerRecord<byte[], byte[]> record, String stage, ErrorCode code, String message) {
    byte[] payload = record.value() == null ? new byte[0] : record.value();
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    DeadLetter letter = of(record.topic(), key, stage, code, message, payload, record.timestamp());
    letter.setPartition(record.partition());
    letter.setOffset(record.offset());
    return letter;
  }

  /**
   * The dead letter of a record that an operator behind the source turns away.
   *
   * @param key the record's Kafka key
   * @param recordTime the record's Kafka timestamp, in milliseconds since 1970-01-01T00:00Z
   */
  static DeadLetter of(
      String topic,
      String key,
      String stage,
      ErrorCode code,
      String message,
      byte[] payload,
      long recordTime) {
    boolean fits = payload.length <= LONGEST_PAYLOAD;
    byte[] kept = fits ? payload : Arrays.copyOf(payload, LONGEST_PAYLOAD);
    return DeadLetter.newBuilder()
        .setTopic(topic)
        .setKey(key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY))
        .setPartition(NO_POSITION)
        .setOffset(NO_POSITION)
        .setStage(stage)
        .setErrorCode(code.name())
        .setMessage(
            fits ? message : message + "; payload cut from %d bytes".formatted(payload.length))
        .setPayload(ByteBuffer.wrap(kept))
        .setRecordTime(Math.max(0, recordTime))
        .build();
  }
}
