package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The hand-written codecs and the generated records must agree, byte for byte. */
class RowCodecTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @RepeatedTest(200)
  void requestsAgree() throws UndecodableException {
    RequestRow row = Rows.request(random);
    InferenceRequest message =
        new InferenceRequest(row.id, row.model, row.eventTime, boxed(row.features), row.segments);
    byte[] generated = Codec.of(InferenceRequest.class).encode(message);
    RequestRowCodec codec = new RequestRowCodec();
    assertThat(codec.encode(row)).as("seed %d", seed).isEqualTo(generated);
    assertSame(codec.decode(generated), row);
    assertSame(codec.resolve(generated), row);
  }

  @RepeatedTest(200)
  void predictionsAgree() throws UndecodableException {
    PredictionRow row = Rows.prediction(random);
    Prediction message = prediction(row, row.embedding == null ? null : boxed(row.embedding));
    byte[] generated = Codec.of(Prediction.class).encode(message);
    PredictionRowCodec codec = new PredictionRowCodec();
    assertThat(codec.encode(row)).as("seed %d", seed).isEqualTo(generated);
    assertSame(codec.decode(generated), row);
    assertSame(codec.resolve(generated), row);
  }

  /** A codec remembers the last model and version, so models take turns here. */
  @RepeatedTest(20)
  void rowsOfSeveralModelsAgree() throws UndecodableException {
    PredictionRowCodec codec = new PredictionRowCodec();
    String[] names = {"", "a", "ab", "b", "ba", Rows.text(random)};
    String last = null;
    for (int i = 0; i < 100; i++) {
      PredictionRow row = Rows.prediction(random);
      row.model = names[random.nextInt(names.length)];
      row.modelVersion = names[random.nextInt(names.length)];
      PredictionRow decoded = codec.decode(new PredictionRowCodec().encode(row));
      assertSame(decoded, row);
      assertThat(decoded.model == last).as("seed %d", seed).isEqualTo(row.model.equals(last));
      last = decoded.model;
    }
  }

  @RepeatedTest(200)
  void labelsAgree() throws UndecodableException {
    LabelRow row = Rows.label(random);
    Label message = new Label(row.id, row.model, row.label, row.labeler, "", row.knownAt, null);
    byte[] generated = Codec.of(Label.class).encode(message);
    LabelRowCodec codec = new LabelRowCodec();
    assertThat(codec.encode(row)).as("seed %d", seed).isEqualTo(generated);
    assertSame(codec.decode(generated), row);
    assertSame(codec.resolve(generated), row);
  }

  @RepeatedTest(50)
  void fieldsThatARowLacksAreSkipped() throws UndecodableException {
    LabelRow label = Rows.label(random);
    List<String> spans = List.of("0:3:name", "", Rows.text(random));
    byte[] withSpans =
        Codec.of(Label.class)
            .encode(
                new Label(
                    label.id,
                    label.model,
                    label.label,
                    label.labeler,
                    Rows.text(random),
                    label.knownAt,
                    spans));
    assertSame(new LabelRowCodec().decode(withSpans), label);
  }

  @Test
  void aCodecIsUsedAgainForRowsOfAnyLength() throws UndecodableException {
    RequestRowCodec codec = new RequestRowCodec();
    List<byte[]> encoded = new ArrayList<>();
    List<RequestRow> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(Rows.request(random));
      encoded.add(codec.encode(rows.get(i)));
    }
    for (int i = 0; i < 100; i++) {
      assertSame(codec.decode(encoded.get(i)), rows.get(i));
    }
  }

  @Test
  void aMissingMapIsAnEmptyOne() throws UndecodableException {
    RequestRow row = Rows.request(random);
    row.segments = null;
    RequestRowCodec codec = new RequestRowCodec();
    assertThat(codec.decode(codec.encode(row)).segments).isEmpty();
  }

  private void assertSame(Object actual, Object expected) {
    assertThat(actual)
        .as("seed %d", seed)
        .usingRecursiveComparison()
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(expected);
  }

  private static Prediction prediction(PredictionRow row, List<Float> embedding) {
    return new Prediction(
        row.id,
        row.model,
        row.modelVersion,
        row.variant,
        row.eventTime,
        boxed(row.features),
        row.segments,
        boxed(row.scores),
        embedding,
        row.latencyMicros);
  }

  private static List<Float> boxed(float[] values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
