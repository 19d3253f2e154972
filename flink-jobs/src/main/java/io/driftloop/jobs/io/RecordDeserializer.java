package io.driftloop.jobs.io;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.codec.UndecodableException;
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
  private final EventTimeCheck times;
  private transient RowDecoder<R> decoder;

  /**
   * @param stage the source's name, for dead letters
   * @param times what is asked of the event times of clients
   */
  RecordDeserializer(RecordKind<R> kind, String stage, EventTimeCheck times) {
    this.kind = kind;
    this.stage = stage;
    this.times = times;
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
    if (kind.fromClients()) {
      times.check(kind.time().applyAsLong(row), producedAt);
    }
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
