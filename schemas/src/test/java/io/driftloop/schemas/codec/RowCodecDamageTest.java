package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.row.RequestRow;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged bytes are undecodable, and nothing else: no other exception, no exhausted heap. */
class RowCodecDamageTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** A codec with a valid record of its own. */
  record Sample(RowCodec<?> codec, byte[] bytes) {
    @Override
    public String toString() {
      return codec.getClass().getSimpleName();
    }
  }

  static List<Sample> samples() {
    Random random = new Random(7);
    RequestRowCodec requests = new RequestRowCodec();
    PredictionRowCodec predictions = new PredictionRowCodec();
    LabelRowCodec labels = new LabelRowCodec();
    return List.of(
        new Sample(requests, requests.encode(Rows.request(random))),
        new Sample(predictions, predictions.encode(Rows.prediction(random))),
        new Sample(labels, labels.encode(Rows.label(random))));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyTruncationIsUndecodable(Sample sample) {
    for (int length = 0; length < sample.bytes.length; length++) {
      byte[] cut = Arrays.copyOf(sample.bytes, length);
      assertThatThrownBy(() -> sample.codec.decode(cut))
          .as("%d bytes", length)
          .isInstanceOf(UndecodableException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void trailingBytesAreUndecodable(Sample sample) {
    byte[] longer = Arrays.copyOf(sample.bytes, sample.bytes.length + 1);
    assertThatThrownBy(() -> sample.codec.decode(longer))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("1 bytes follow the record");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nothingAndForeignSchemasAreUndecodable(Sample sample) {
    assertThatThrownBy(() -> sample.codec.decode(null)).isInstanceOf(UndecodableException.class);
    byte[] foreign = sample.bytes.clone();
    foreign[5]++;
    assertThatThrownBy(() -> sample.codec.decode(foreign))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("unknown schema");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void randomBytesThrowNothingElse(Sample sample) {
    int undecodable = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[SingleObject.HEADER_LENGTH + random.nextInt(60)];
      random.nextBytes(bytes);
      System.arraycopy(sample.bytes, 0, bytes, 0, SingleObject.HEADER_LENGTH);
      undecodable += undecodable(sample.codec, bytes) ? 1 : 0;
    }
    assertThat(undecodable).as("seed %d", seed).isGreaterThan(99_000);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void changedBytesThrowNothingElse(Sample sample) {
    int undecodable = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = sample.bytes.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      undecodable += undecodable(sample.codec, bytes) ? 1 : 0;
    }
    assertThat(undecodable).as("seed %d", seed).isPositive();
  }

  @Test
  void blocksWithSizesAreReadAsOneArray() throws UndecodableException {
    ByteWriter out = new ByteWriter();
    out.restart(Arrays.copyOf(samples().get(0).bytes, SingleObject.HEADER_LENGTH));
    out.writeString("id");
    out.writeString("model");
    out.writeLong(5);
    out.writeLong(-1);
    out.writeLong(4);
    out.writeFloats(new float[] {});
    byte[] start = out.toBytes();
    // The block's float and the blocks that follow it, in place of the end just written.
    byte[] rest = {0, 0, (byte) 0x80, 0x3f, 2, 0, 0, 0, 0x40, 0, 0};
    byte[] bytes = Arrays.copyOf(start, start.length - 1 + rest.length);
    System.arraycopy(rest, 0, bytes, start.length - 1, rest.length);
    RequestRow row = new RequestRowCodec().decode(bytes);
    assertThat(row.features).containsExactly(1f, 2f);
    assertThat(row.segments).isEmpty();
    assertThat(new RequestRowCodec().resolve(bytes).features).containsExactly(1f, 2f);
  }

  private static boolean undecodable(RowCodec<?> codec, byte[] bytes) {
    try {
      codec.decode(bytes);
      return false;
    } catch (UndecodableException e) {
      return true;
    }
  }
}
