package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** Records written with other versions of a schema: what a rolling release looks like to a job. */
class SchemaEvolutionTest {

  @Test
  void aFieldAddedSinceHasItsDefault() throws Exception {
    Schema older = without(InferenceRequest.getClassSchema(), "segments");
    byte[] bytes = write(request(older).build());
    RequestRow row = new RequestRowCodec(List.of(older)).decode(bytes);
    assertThat(row.id).isEqualTo("id");
    assertThat(row.model).isEqualTo("model");
    assertThat(row.eventTime).isEqualTo(5);
    assertThat(row.features).containsExactly(1f, 2f);
    assertThat(row.segments).isEmpty();
    assertThat(Codec.of(InferenceRequest.class, List.of(older)).decode(bytes).getSegments())
        .isEmpty();
  }

  @Test
  void aFieldRemovedSinceIsSkipped() throws Exception {
    Schema string = Schema.create(Schema.Type.STRING);
    Schema older =
        with(
            InferenceRequest.getClassSchema(),
            new Schema.Field("note", string, "", ""),
            new Schema.Field("notes", Schema.createArray(string), "", List.of()),
            new Schema.Field("pairs", Schema.createMap(string), "", Map.of()));
    GenericRecord message =
        request(older)
            .set("segments", Map.of("a", "b"))
            .set("note", "gone")
            .set("notes", List.of("gone", "too"))
            .set("pairs", Map.of("gone", "as well"))
            .build();
    RequestRow row = new RequestRowCodec(List.of(older)).decode(write(message));
    assertThat(row.features).containsExactly(1f, 2f);
    assertThat(row.segments).containsExactly(Map.entry("a", "b"));
  }

  @Test
  void anUnknownSymbolIsTheEnumsDefault() throws Exception {
    Schema variant =
        SchemaBuilder.enumeration("Variant")
            .namespace("io.driftloop.schemas")
            .symbols("CHAMPION", "CANARY", "SHADOW", "EXPERIMENT");
    Schema newer =
        with(
            without(Prediction.getClassSchema(), "variant"),
            new Schema.Field("variant", variant, "", "EXPERIMENT"));
    GenericRecord message =
        request(newer)
            .set("modelVersion", "v7")
            .set("scores", List.of(0.25f, 0.75f))
            .set("variant", new GenericData.EnumSymbol(variant, "EXPERIMENT"))
            .build();
    PredictionRow row = new PredictionRowCodec(List.of(newer)).decode(write(message));
    assertThat(row.variant).isEqualTo(Variant.CHAMPION);
    assertThat(row.modelVersion).isEqualTo("v7");
    assertThat(row.scores).containsExactly(0.25f, 0.75f);
    assertThat(row.latencyMicros).isZero();
  }

  @Test
  void anUnknownSchemaIsUndecodable() throws Exception {
    byte[] bytes = write(request(without(InferenceRequest.getClassSchema(), "segments")).build());
    assertThatThrownBy(() -> new RequestRowCodec().decode(bytes))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("unknown schema");
  }

  @Test
  void aTruncatedOlderRecordIsUndecodable() throws Exception {
    Schema older = without(Label.getClassSchema(), "spans");
    byte[] bytes =
        write(
            new GenericRecordBuilder(older)
                .set("id", "id")
                .set("model", "model")
                .set("label", "up")
                .set("knownAt", 5L)
                .build());
    LabelRowCodec codec = new LabelRowCodec(List.of(older));
    assertThat(codec.decode(bytes).label).isEqualTo("up");
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UndecodableException.class);
    }
  }

  private static GenericRecordBuilder request(Schema schema) {
    return new GenericRecordBuilder(schema)
        .set("id", "id")
        .set("model", "model")
        .set("eventTime", 5L)
        .set("features", List.of(1f, 2f));
  }

  private static Schema without(Schema schema, String name) {
    return copy(schema, field -> !field.name().equals(name));
  }

  private static Schema with(Schema schema, Schema.Field... more) {
    return copy(schema, field -> true, more);
  }

  private static Schema copy(Schema schema, Predicate<Schema.Field> kept, Schema.Field... more) {
    List<Schema.Field> fields = new ArrayList<>();
    schema.getFields().stream()
        .filter(kept)
        .forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.addAll(List.of(more));
    return Schema.createRecord(schema.getName(), "", schema.getNamespace(), false, fields);
  }

  private static byte[] write(GenericRecord message) throws IOException {
    ByteBuffer buffer =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), message.getSchema())
            .encode(message);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
