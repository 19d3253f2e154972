package io.driftloop.jobs.mapping;

import static io.driftloop.jobs.mapping.MappingFixture.predictions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.schemas.row.PredictionRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroMappingTest {
  private static final String SCHEMA =
      """
      {"type": "record", "name": "Scored", "namespace": "com.example", "fields": [
        {"name": "request_id", "type": "long"},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "input", "type": {"type": "record", "name": "Input", "fields": [
          {"name": "price", "type": ["null", "double"]},
          {"name": "demand", "type": "int"},
          {"name": "region", "type":
            {"type": "enum", "name": "Region", "symbols": ["north", "south", "west"]}}]}},
        {"name": "tags", "type": {"type": "map", "values": "string"}},
        {"name": "p_up", "type": "float"}
      ]}
      """;

  @TempDir private Path directory;
  private MappingFixture fixture;

  @BeforeEach
  void describeTheSource() throws IOException {
    Path file = Files.writeString(directory.resolve("scored.avsc"), SCHEMA);
    fixture =
        predictions()
            .with("predictions.format", "avro")
            .with("predictions.schema-file", file.toString())
            .with("predictions.time-format", "epoch-us")
            .without("predictions.map.scores.UP")
            .without("predictions.map.scores.DOWN")
            .with("predictions.map.score", "$.p_up")
            .with("predictions.map.positive-class", "UP")
            .with("predictions.map.segments.tariff", "$.tags.tariff");
  }

  @Test
  void mapsAForeignRecord() throws Exception {
    PredictionRow row = fixture.predictionMapping().map(encode(null, "south"));

    assertThat(row.id).isEqualTo("9000000000");
    assertThat(row.eventTime).isEqualTo(1_777_629_600_250L);
    assertThat(row.features).containsExactly(Float.NaN, 20f, 1f);
    assertThat(row.scores).containsExactly(0.75f, 0.25f);
    assertThat(row.segments).isEqualTo(Map.of("tariff", "night"));
  }

  @Test
  void survivesBeingSentToATask() throws Exception {
    PredictionMapping copy = InstantiationUtil.clone(fixture.predictionMapping());

    assertThat(copy.map(encode(1.5, "west")).features).containsExactly(1.5f, 20f, 2f);
  }

  @Test
  void leavesOutTheHeaderOfARegistry() throws Exception {
    PredictionMapping mapping =
        fixture.with("predictions.avro-header", "registry").predictionMapping();

    PredictionRow row = mapping.map(encode(1.5, "north", 0, 0, 0, 0, 7));

    assertThat(row.features).containsExactly(1.5f, 20f, 0f);
    assertThatThrownBy(() -> mapping.map(encode(1.5, "north", 1, 0, 0, 0, 7)))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("byte 0 is 1 where the header has 0");
    assertThatThrownBy(() -> mapping.map(new byte[3]))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("3 bytes are too few");
  }

  @Test
  void leavesOutTheHeaderOfASingleObject() throws Exception {
    PredictionMapping mapping =
        fixture.with("predictions.avro-header", "single-object").predictionMapping();

    PredictionRow row = mapping.map(encode(1.5, "north", 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8));

    assertThat(row.features).containsExactly(1.5f, 20f, 0f);
  }

  @Test
  void refusesOtherBytes() {
    PredictionMapping mapping = fixture.predictionMapping();

    assertThatThrownBy(() -> mapping.map(MappingFixture.bytes("{\"a\": 1}")))
        .isInstanceOf(UndecodableException.class);
    assertThatThrownBy(() -> mapping.map(null)).isInstanceOf(UndecodableException.class);
  }

  @Test
  void refusesAPathThatTheSchemaDoesNotHave() {
    fixture.with("predictions.map.features.price", "$.input.prices");

    assertThatThrownBy(fixture::predictionMapping)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("predictions.map.features.price: '$.input.prices' is not allowed")
        .hasMessageContaining("a path to a field of the Avro schema");
  }

  @Test
  void refusesAFileThatIsNoSchema() throws IOException {
    Path file = Files.writeString(directory.resolve("broken.avsc"), "{");

    for (String name : new String[] {file.toString(), file + ".none"}) {
      fixture.with("predictions.schema-file", name);
      assertThatThrownBy(fixture::predictionMapping)
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("predictions.schema-file: '%s' is not allowed", name);
    }
  }

  private static byte[] encode(Double price, String region, int... header) throws IOException {
    Schema schema = new Schema.Parser().parse(SCHEMA);
    Schema inputSchema = schema.getField("input").schema();
    GenericRecord input =
        new GenericRecordBuilder(inputSchema)
            .set("price", price)
            .set("demand", 20)
            .set(
                "region",
                new GenericData.EnumSymbol(inputSchema.getField("region").schema(), region))
            .build();
    GenericRecord record =
        new GenericRecordBuilder(schema)
            .set("request_id", 9_000_000_000L)
            .set("at", 1_777_629_600_250_999L)
            .set("input", input)
            .set("tags", Map.of("tariff", "night"))
            .set("p_up", 0.75f)
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int value : header) {
      out.write(value);
    }
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
