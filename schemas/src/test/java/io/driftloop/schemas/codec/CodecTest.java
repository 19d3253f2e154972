package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.RecordTypes;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  static List<Class<? extends SpecificRecord>> types() throws IOException {
    return RecordTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void whatIsEncodedIsDecoded(Class<T> type)
      throws UndecodableException {
    Codec<T> codec = Codec.of(type);
    for (int i = 0; i < 100; i++) {
      T record = record(type);
      assertThat(codec.decode(codec.encode(record))).as("seed %d", seed).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void anyAvroReaderReadsTheBytes(Class<T> type) throws IOException {
    Schema schema = SpecificData.get().getSchema(type);
    T record = record(type);
    byte[] bytes = Codec.of(type).encode(record);
    T read = new BinaryMessageDecoder<T>(new SpecificData(), schema).decode(bytes);
    assertThat(read).as("seed %d", seed).isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void everyTruncationIsUndecodable(Class<T> type) {
    Codec<T> codec = Codec.of(type);
    byte[] bytes = codec.encode(record(type));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(cut))
          .as("seed %d, %d bytes", seed, length)
          .isInstanceOf(UndecodableException.class);
    }
    assertThatThrownBy(() -> codec.decode(null)).isInstanceOf(UndecodableException.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  <T extends SpecificRecord> void randomBytesThrowNothingElse(Class<T> type) {
    Codec<T> codec = Codec.of(type);
    byte[] valid = codec.encode(record(type));
    int undecodable = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[SingleObject.HEADER_LENGTH + random.nextInt(60)];
      random.nextBytes(bytes);
      System.arraycopy(valid, 0, bytes, 0, SingleObject.HEADER_LENGTH);
      try {
        codec.decode(bytes);
      } catch (UndecodableException e) {
        undecodable++;
      }
    }
    assertThat(undecodable).as("seed %d", seed).isGreaterThan(19_000);
  }

  private <T extends SpecificRecord> T record(Class<T> type) {
    IndexedRecord record = RandomRecords.record(SpecificData.get().getSchema(type), random);
    return type.cast(record);
  }
}
