package io.driftloop.jobs.io;

import static io.driftloop.jobs.Rows.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.Signals;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.codec.LabelRowCodec;
import io.driftloop.schemas.row.LabelRow;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordSerializerTest {

  private static <R> ProducerRecord<byte[], byte[]> write(RecordKind<R> kind, R row) {
    RecordSerializer<R> serializer = new RecordSerializer<>(kind);
    serializer.open(null, null);
    return serializer.serialize(row, null, 1L);
  }

  @Test
  void highRateRecordsAreKeyedByIdAndStampedWithTheirOwnTime() throws Exception {
    ProducerRecord<byte[], byte[]> written = write(RecordKinds.LABELS, label("a", "up", 42));
    assertThat(written.topic()).isEqualTo("labels");
    assertThat(new String(written.key(), StandardCharsets.UTF_8)).isEqualTo("a");
    assertThat(written.timestamp()).isEqualTo(42);
    assertThat(written.partition()).isNull();
    LabelRow read = new LabelRowCodec().decode(written.value());
    assertThat(read.label).isEqualTo("up");
  }

  @Test
  void signalsAreKeyedByModelAndStampedWithTheirWindowsEnd() {
    Signal signal = Signals.psi(2, "v1", "load", true);
    ProducerRecord<byte[], byte[]> written = write(RecordKinds.SIGNALS, signal);
    assertThat(new String(written.key(), StandardCharsets.UTF_8)).isEqualTo("power");
    assertThat(written.timestamp()).isEqualTo(Signals.end(2));
  }

  @Test
  void topicIsToldForPooledTransactions() {
    var facet =
        new RecordSerializer<>(RecordKinds.TRAINING_EXAMPLES).getKafkaDatasetFacet().orElseThrow();
    assertThat(facet.getTopicIdentifier().getTopics()).containsExactly("training-examples");
  }
}
