package io.driftloop.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.Rows;
import io.driftloop.schemas.row.RequestRow;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RequestRowSerializerTest {
  private final RequestRowSerializer serializer = new RequestRowSerializer();

  private static RequestRow row() {
    RequestRow row = Rows.request("a", 3);
    row.features[0] = Float.NaN;
    row.segments = Map.of("country", "AT");
    return row;
  }

  @Test
  void everyFieldComesBack() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(row(), out);
    serializer.serialize(row(), out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(16);
    serializer.copy(in, copied);
    assertSame(serializer.deserialize(in));
    assertThat(in.available()).isZero();
    assertSame(serializer.deserialize(new DataInputDeserializer(copied.getCopyOfBuffer())));
  }

  @Test
  void aCopySharesNothing() {
    RequestRow row = row();
    RequestRow copy = serializer.copy(row);
    assertSame(copy);
    row.features[1] = 77;
    assertThat(copy.features[1]).isNotEqualTo(77);
  }

  private static void assertSame(RequestRow read) {
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(Float::compare, Float.class)
        .isEqualTo(row());
  }

  @Test
  void readsStateThatWasAPojo() {
    TypeSerializer<RequestRow> pojo =
        Types.POJO(RequestRow.class).createSerializer(new SerializerConfigImpl());
    var snapshot = serializer.snapshotConfiguration();
    assertThat(
            snapshot
                .resolveSchemaCompatibility(pojo.snapshotConfiguration())
                .isCompatibleAfterMigration())
        .isTrue();
    assertThat(
            snapshot
                .resolveSchemaCompatibility(new RequestRowSerializer().snapshotConfiguration())
                .isCompatibleAsIs())
        .isTrue();
  }
}
