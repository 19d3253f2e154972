package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class TreeReaderTest {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Outer", "fields": [
                {"name": "id", "type": "string"},
                {"name": "count", "type": "int"},
                {"name": "time", "type": "long"},
                {"name": "score", "type": "float"},
                {"name": "good", "type": "boolean"},
                {"name": "raw", "type": "bytes"},
                {"name": "note", "type": ["null", "string"]},
                {"name": "colour", "type":
                  {"type": "enum", "name": "Colour", "symbols": ["RED", "BLUE"]}},
                {"name": "key", "type": {"type": "fixed", "name": "Key", "size": 2}},
                {"name": "rows", "type": {"type": "array", "items":
                  {"type": "record", "name": "Inner",
                   "fields": [{"name": "price", "type": "double"}]}}},
                {"name": "shares", "type": {"type": "map", "values": "double"}}
              ]}
              """);

  private final TreeReader reader = new TreeReader(SCHEMA);

  @Test
  void readsEveryTypeThatAvroWrites() throws Exception {
    Object tree = reader.read(encode(record("warm"), 0), 0);

    assertThat(tree)
        .usingRecursiveComparison()
        .isEqualTo(
            Map.ofEntries(
                Map.entry("id", "r1"),
                Map.entry("count", -3),
                Map.entry("time", 1_700_000_000_000L),
                Map.entry("score", 0.25f),
                Map.entry("good", true),
                Map.entry("raw", new byte[] {7, 8}),
                Map.entry("note", "warm"),
                Map.entry("colour", "BLUE"),
                Map.entry("key", new byte[] {1, 2}),
                Map.entry("rows", List.of(Map.of("price", 1.5), Map.of("price", 2.5))),
                Map.entry("shares", Map.of("up", 0.75))));
  }

  @Test
  void readsANullBranch() throws Exception {
    Map<?, ?> tree = (Map<?, ?>) reader.read(encode(record(null), 0), 0);

    assertThat(tree.containsKey("note")).isTrue();
    assertThat(tree.get("note")).isNull();
  }

  @Test
  void beginsWhereItIsTold() throws Exception {
    Map<?, ?> tree = (Map<?, ?>) reader.read(encode(record("warm"), 5), 5);

    assertThat(tree.get("id")).isEqualTo("r1");
  }

  @Test
  void refusesEveryCutRecordAndBytesThatFollow() throws Exception {
    byte[] bytes = encode(record("warm"), 0);

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.read(cut, 0)).isInstanceOf(UndecodableException.class);
    }
    assertThatThrownBy(() -> reader.read(Arrays.copyOf(bytes, bytes.length + 1), 0))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("1 bytes follow");
  }

  @Test
  void readsOrRefusesAnyBytes() throws Exception {
    long seed = 17;
    Random random = new Random(seed);
    byte[] bytes = encode(record("warm"), 0);
    int refused = 0;

    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes.clone();
      for (int flips = 0; flips < 3; flips++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        reader.read(damaged, 0);
      } catch (UndecodableException e) {
        refused++;
      }
    }

    assertThat(refused).as("refused of 20,000 with seed %d", seed).isPositive();
  }

  @Test
  void refusesARecordThatIsNestedWithoutEnd() {
    Schema list =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Node",
                 "fields": [{"name": "next", "type": ["null", "Node"]}]}
                """);
    byte[] nested = new byte[100_000];
    Arrays.fill(nested, (byte) 2);

    assertThatThrownBy(() -> new TreeReader(list).read(nested, 0))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("64 levels");
  }

  private static GenericRecord record(String note) {
    return new GenericRecordBuilder(SCHEMA)
        .set("id", "r1")
        .set("count", -3)
        .set("time", 1_700_000_000_000L)
        .set("score", 0.25f)
        .set("good", true)
        .set("raw", ByteBuffer.wrap(new byte[] {7, 8}))
        .set("note", note)
        .set("colour", new GenericData.EnumSymbol(SCHEMA.getField("colour").schema(), "BLUE"))
        .set("key", new GenericData.Fixed(SCHEMA.getField("key").schema(), new byte[] {1, 2}))
        .set("rows", List.of(inner(1.5), inner(2.5)))
        .set("shares", Map.of("up", 0.75))
        .build();
  }

  private static GenericRecord inner(double price) {
    Schema schema = SCHEMA.getField("rows").schema().getElementType();
    return new GenericRecordBuilder(schema).set("price", price).build();
  }

  private static byte[] encode(GenericRecord record, int header) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[header]);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
