package io.driftloop.jobs.labels;

import static io.driftloop.jobs.Rows.label;
import static io.driftloop.jobs.Rows.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class JoinStateSerializerTest {
  private static final int BYTES_BESIDE_FLOATS = 40;

  private final JoinStateSerializer serializer = new JoinStateSerializer();

  private byte[] bytes(JoinState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(state, out);
    return out.getCopyOfBuffer();
  }

  private JoinState throughBytes(JoinState state) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes(state));
    JoinState read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static JoinState full() {
    JoinState state = new JoinState();
    for (Variant variant : Variant.values()) {
      PredictionRow row = prediction("a", 10 + variant.ordinal(), "v" + variant.ordinal());
      row.features[0] = Float.NaN;
      state.put(variant, OpenPrediction.of(row, true));
    }
    state.label = label("a", "up", 50);
    state.revision = 3;
    state.countedAt = 60;
    state.until = 70;
    return state;
  }

  @Test
  void everyFieldComesBack() throws Exception {
    JoinState state = full();
    assertNothingIsMissing(state);
    assertThat(throughBytes(state))
        .usingRecursiveComparison()
        .withComparatorForType(Float::compare, Float.class)
        .isEqualTo(state);
  }

  /** So that a field which is added and not packed makes the comparison fail. */
  private static void assertNothingIsMissing(JoinState state) throws IllegalAccessException {
    for (Object part : new Object[] {state, state.champion, state.label}) {
      for (Field field : part.getClass().getFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          assertThat(field.get(part)).as(field.toString()).isNotNull().isNotEqualTo(0);
        }
      }
    }
  }

  @Test
  void whatIsAbsentStaysAbsent() throws IOException {
    assertThat(throughBytes(new JoinState())).usingRecursiveComparison().isEqualTo(new JoinState());
    JoinState waiting = new JoinState();
    waiting.label = label("a", "up", 50);
    waiting.label.labeler = null;
    assertThat(throughBytes(waiting)).usingRecursiveComparison().isEqualTo(waiting);
    JoinState open = new JoinState();
    open.put(Variant.CANARY, OpenPrediction.of(prediction("a", 10, "v1"), false));
    assertThat(throughBytes(open)).usingRecursiveComparison().isEqualTo(open);
  }

  @Test
  void floatsTakeFourBytes() throws IOException {
    PredictionRow row = prediction("a", 10, "v1");
    row.features = new float[20];
    row.segments = Map.of();
    JoinState state = new JoinState();
    state.champion = OpenPrediction.of(row, true);
    int floats = row.features.length + row.scores.length;
    assertThat(bytes(state)).hasSizeLessThan(Float.BYTES * floats + BYTES_BESIDE_FLOATS);
  }

  @Test
  void copyIsIndependent() {
    JoinState state = full();
    JoinState copy = serializer.copy(state);
    state.champion.scores[0] = 7;
    assertThat(copy.champion.scores[0]).isEqualTo(0.1f);
  }

  @Test
  void unknownFormatIsRefused() throws IOException {
    byte[] bytes = bytes(full());
    bytes[0] = 9;
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("9");
  }

  @Test
  void damagedBytesAreRefused() throws IOException {
    byte[] bytes = bytes(full());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(cut)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void stateFromTheTimeOfPojosIsRestored() throws Exception {
    OperatorSubtaskState state;
    try (KeyedTwoInputStreamOperatorTestHarness<String, PredictionRow, LabelRow, TrainingExample>
        before =
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new PojoState()),
                row -> LabelJoinJob.key(row.model, row.id),
                row -> LabelJoinJob.key(row.model, row.id),
                Types.STRING)) {
      before.setup(
          RecordKinds.TRAINING_EXAMPLES.type().createSerializer(new SerializerConfigImpl()));
      before.open();
      before.processElement1(new StreamRecord<>(prediction("a", 10, "v2"), 10));
      state = before.snapshot(1, 1);
    }
    try (JoinHarness harness = JoinHarness.restored(state)) {
      harness.label(label("a", "up", 50));
      TrainingExample example = harness.extractOutputValues().get(0);
      assertThat(example.getModelVersion()).isEqualTo("v2");
      assertThat(example.getFeatures()).containsExactly(10f, 0f);
      assertThat(example.getSegments()).containsEntry("country", "nz");
    }
  }

  /** Keeps predictions as the join did before its state was packed. */
  private static final class PojoState
      extends KeyedCoProcessFunction<String, PredictionRow, LabelRow, TrainingExample> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement1(PredictionRow row, Context context, Collector<TrainingExample> out)
        throws Exception {
      ValueState<JoinState> state =
          getRuntimeContext()
              .getState(new ValueStateDescriptor<>("join", Types.POJO(JoinState.class)));
      JoinState open = new JoinState();
      open.put(row.variant, OpenPrediction.of(row, true));
      open.until = row.eventTime + JoinHarness.WAIT;
      state.update(open);
      context.timerService().registerEventTimeTimer(open.until);
    }

    @Override
    public void processElement2(LabelRow row, Context context, Collector<TrainingExample> out) {}
  }
}
