package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.RecordTypes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of every topic between this release and earlier ones, in both directions. */
class PreviousSchemasTest {
  private static final long SEED = 20261127L;
  private static final int RECORDS = 200;

  static List<Class<? extends SpecificRecord>> types() throws IOException {
    return RecordTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void readsWhatEarlierReleasesWrote(Class<T> type) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    for (Schema previous : PreviousSchemas.of(type)) {
      for (int i = 0; i < RECORDS; i++) {
        IndexedRecord written = RandomRecords.record(GenericData.get(), previous, random);
        T read = Codec.of(type).decode(encode(written));
        assertSameWhereBothKnow(written, read);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void earlierReleasesReadWhatThisOneWrites(Class<? extends SpecificRecord> type) throws Exception {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    Schema current = SpecificData.get().getSchema(type);
    for (Schema previous : PreviousSchemas.of(type)) {
      BinaryMessageDecoder<IndexedRecord> decoder =
          new BinaryMessageDecoder<>(GenericData.get(), previous);
      decoder.addSchema(current);
      for (int i = 0; i < RECORDS; i++) {
        IndexedRecord written = RandomRecords.record(GenericData.get(), current, random);
        assertSameWhereBothKnow(written, decoder.decode(encode(written)));
      }
    }
  }

  @Test
  void rowsOfEarlierReleasesAreRead() throws Exception {
    Random random = new Random(SEED);
    for (String release : PreviousSchemas.RELEASES) {
      assertThat(new RequestRowCodec().decode(of(InferenceRequest.class, release, random)).id)
          .isNotNull();
      assertThat(new PredictionRowCodec().decode(of(Prediction.class, release, random)).scores)
          .isNotNull();
      assertThat(new LabelRowCodec().decode(of(Label.class, release, random)).label).isNotNull();
    }
  }

  @Test
  void everyKeptReleaseIsListed() throws IOException {
    try (Stream<Path> kept = Files.list(WriteSchemas.FOLDER)) {
      assertThat(kept.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(PreviousSchemas.RELEASES);
    }
  }

  private static byte[] of(Class<?> type, String release, Random random) throws IOException {
    int position = PreviousSchemas.RELEASES.indexOf(release);
    Schema schema = PreviousSchemas.of(type).get(position);
    return encode(RandomRecords.record(GenericData.get(), schema, random));
  }

  private static byte[] encode(IndexedRecord written) throws IOException {
    ByteBuffer buffer =
        new BinaryMessageEncoder<IndexedRecord>(GenericData.get(), written.getSchema())
            .encode(written);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void assertSameWhereBothKnow(Object written, Object read) {
    if (written instanceof IndexedRecord from) {
      IndexedRecord to = (IndexedRecord) read;
      for (Schema.Field field : from.getSchema().getFields()) {
        Schema.Field known = to.getSchema().getField(field.name());
        if (known != null) {
          assertSameWhereBothKnow(from.get(field.pos()), to.get(known.pos()));
        }
      }
    } else if (written instanceof List<?> list) {
      assertThat((List<?>) read).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        assertSameWhereBothKnow(list.get(i), ((List<?>) read).get(i));
      }
    } else if (written instanceof Map<?, ?> map) {
      assertThat(texts((Map<?, ?>) read)).isEqualTo(texts(map));
    } else if (!(written instanceof GenericEnumSymbol) || knows(read, written)) {
      assertThat(String.valueOf(read)).isEqualTo(String.valueOf(written));
    }
  }

  /** A symbol that the reader does not know becomes its default. */
  private static boolean knows(Object read, Object written) {
    Schema schema = ((GenericEnumSymbol<?>) read).getSchema();
    return schema.getEnumSymbols().contains(written.toString());
  }

  private static Map<String, String> texts(Map<?, ?> map) {
    return map.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString(), entry -> entry.getValue().toString()));
  }
}
