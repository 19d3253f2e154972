package io.driftloop.jobs.io;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.codec.UndecodableException;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes every record once, into a row or into the dead letter that says why there is none. Done
 * in the source, so that the watermark of each partition can follow its rows' event times.
 */
final class RecordDeserializer<R>
    implements KafkaRecordDeserializationSchema<Either<DeadLetter, R>> {
  private static final long serialVersionUID = 1L;

  private final RecordKind<R> kind;
  private final String stage;
  private final Duration maxSkew;
  private transient RowDecoder<R> decoder;

  /**
   * @param stage the source's name, for dead letters
   * @param maxSkew how far a client's event time may be from the record's Kafka timestamp
   */
  RecordDeserializer(RecordKind<R> kind, String stage, Duration maxSkew) {
    this.kind = kind;
    this.stage = stage;
    this.maxSkew = maxSkew;
  }

  @Override
  public void open(InitializationContext context) {
    decoder = kind.decoder().create();
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Either<DeadLetter, R>> out) {
    out.collect(read(record));
  }

  private Either<DeadLetter, R> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      R row = decoder.decode(record.value());
      check(row, record.timestamp());
      return Either.Right(row);
    } catch (UndecodableException e) {
      return rejected(record, ErrorCode.UNDECODABLE, e.getMessage());
    } catch (RejectedException e) {
      return rejected(record, e.code(), e.getMessage());
    }
  }

  private void check(R row, long producedAt) throws RejectedException {
    if (kind.key().apply(row).isEmpty() || kind.model().apply(row).isEmpty()) {
      throw new RejectedException(ErrorCode.MISSING_ID, "the id or the model is empty");
    }
    long time = kind.time().applyAsLong(row);
    if (kind.fromClients() && producedAt >= 0 && tooFar(time, producedAt)) {
      throw new RejectedException(
          ErrorCode.EVENT_TIME_OUT_OF_RANGE,
          "the event time %s is more than %s from the time of production %s"
              .formatted(Instant.ofEpochMilli(time), maxSkew, Instant.ofEpochMilli(producedAt)));
    }
  }

  private boolean tooFar(long time, long producedAt) {
    long skew = maxSkew.toMillis();
    return time < producedAt - skew || time > producedAt + skew;
  }

  private Either<DeadLetter, R> rejected(
      ConsumerRecord<byte[], byte[]> record, ErrorCode code, String message) {
    return Either.Left(DeadLetters.of(record, stage, code, message));
  }

  @Override
  public TypeInformation<Either<DeadLetter, R>> getProducedType() {
    return typeOf(kind);
  }

  static <R> TypeInformation<Either<DeadLetter, R>> typeOf(RecordKind<R> kind) {
    return new EitherTypeInfo<>(RecordKinds.DEAD_LETTERS.type(), kind.type());
  }
}
