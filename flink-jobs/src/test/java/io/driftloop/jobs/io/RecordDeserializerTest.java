package io.driftloop.jobs.io;

import static io.driftloop.jobs.Rows.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.row.RequestRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordDeserializerTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final Duration MAX_SKEW = Duration.ofDays(7);
  private static final EventTimeCheck TIMES =
      new EventTimeCheck(
          MAX_SKEW, Duration.ofDays(8), Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
  private static final long YEAR = Duration.ofDays(365).toMillis();

  private static Either<DeadLetter, RequestRow> read(byte[] value, long producedAt) {
    var deserializer = new RecordDeserializer<>(RecordKinds.REQUESTS, "scoring-source", TIMES);
    deserializer.open(null);
    List<Either<DeadLetter, RequestRow>> read = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>(
            "inference-requests",
            3,
            77,
            producedAt,
            TimestampType.CREATE_TIME,
            0,
            0,
            "the id".getBytes(StandardCharsets.UTF_8),
            value,
            new RecordHeaders(),
            Optional.empty()),
        new ListCollector<>(read));
    assertThat(read).hasSize(1);
    return read.get(0);
  }

  private static byte[] bytes(RequestRow row) {
    return new RequestRowCodec().encode(row);
  }

  @Test
  void goodRecordIsARow() {
    Either<DeadLetter, RequestRow> read = read(bytes(request("a", NOW)), NOW);
    assertThat(read.right().id).isEqualTo("a");
    assertThat(read.right().eventTime).isEqualTo(NOW);
  }

  @Test
  void undecodableBytesAreADeadLetterWithAllThatIsKnown() {
    DeadLetter letter = read(new byte[] {1, 2, 3}, NOW).left();
    assertThat(letter.getErrorCode()).isEqualTo(ErrorCode.UNDECODABLE.name());
    assertThat(letter.getTopic()).isEqualTo("inference-requests");
    assertThat(letter.getPartition()).isEqualTo(3);
    assertThat(letter.getOffset()).isEqualTo(77);
    assertThat(letter.getKey()).isEqualTo("the id");
    assertThat(letter.getStage()).isEqualTo("scoring-source");
    assertThat(letter.getPayload()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(letter.getRecordTime()).isEqualTo(NOW);
    assertThat(letter.getMessage()).isNotBlank();
  }

  @Test
  void tombstoneIsADeadLetter() {
    assertThat(read(null, NOW).left().getErrorCode()).isEqualTo(ErrorCode.UNDECODABLE.name());
  }

  @Test
  void payloadTooLongForADeadLetterIsCut() {
    DeadLetter letter = read(new byte[1_000_000], NOW).left();
    assertThat(letter.getPayload().remaining()).isEqualTo(DeadLetters.LONGEST_PAYLOAD);
    assertThat(letter.getMessage()).contains("1000000");
  }

  @Test
  void emptyIdOrModelIsADeadLetter() {
    RequestRow nameless = request("", NOW);
    assertThat(read(bytes(nameless), NOW).left().getErrorCode())
        .isEqualTo(ErrorCode.MISSING_ID.name());
    RequestRow homeless = request("a", NOW);
    homeless.model = "";
    assertThat(read(bytes(homeless), NOW).left().getErrorCode())
        .isEqualTo(ErrorCode.MISSING_ID.name());
  }

  @Test
  void eventTimeAYearOffIsADeadLetter() {
    for (long time : new long[] {NOW - YEAR, NOW + YEAR, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(read(bytes(request("a", time)), NOW).left().getErrorCode())
          .isEqualTo(ErrorCode.EVENT_TIME_OUT_OF_RANGE.name());
    }
  }

  @Test
  void clockThatIsAheadIsADeadLetterThoughTheKafkaTimestampSaysTheSame() {
    DeadLetter letter = read(bytes(request("a", NOW + YEAR)), NOW + YEAR).left();
    assertThat(letter.getErrorCode()).isEqualTo(ErrorCode.EVENT_TIME_OUT_OF_RANGE.name());
    assertThat(letter.getMessage()).contains("ahead");
  }

  @Test
  void historyIsReadWhateverTheClockSays() {
    assertThat(read(bytes(request("a", NOW - YEAR)), NOW - YEAR).isRight()).isTrue();
  }

  @Test
  void eventTimeWithinTheSkewIsARow() {
    assertThat(read(bytes(request("a", NOW - MAX_SKEW.toMillis())), NOW).isRight()).isTrue();
    assertThat(read(bytes(request("a", NOW + MAX_SKEW.toMillis())), NOW).isRight()).isTrue();
    assertThat(read(bytes(request("a", NOW - YEAR)), -1).isRight()).isTrue();
  }
}
