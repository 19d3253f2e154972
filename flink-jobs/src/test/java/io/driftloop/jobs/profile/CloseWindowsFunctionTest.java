package io.driftloop.jobs.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.Signals;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.Signal;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CloseWindowsFunctionTest {
  private static KeyedOneInputStreamOperatorTestHarness<String, Signal, Signal> harness(
      OperatorSubtaskState state) throws Exception {
    DataStream<Signal> none =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .fromData(RecordKinds.SIGNALS.type(), Signals.closing(1, "v1", 0));
    @SuppressWarnings("unchecked")
    var transformation =
        (OneInputTransformation<Signal, Signal>)
            CloseWindowsFunction.apply(none, "close").getTransformation();
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, Signal, Signal>(
            transformation.getOperatorFactory(), Signal::getModel, Types.STRING);
    harness.setup(
        RecordKinds.SIGNALS
            .type()
            .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, Signal, Signal> harness, Signal signal)
      throws Exception {
    harness.processElement(signal, signal.getWindowEnd() - 1);
  }

  @Test
  void whatClosesAWindowComesAfterAllThatIsMeasuredInIt() throws Exception {
    try (var harness = harness(null)) {
      send(harness, Signals.psi(1, "v1", "load", false));
      send(harness, Signals.closing(1, "v1", 0));
      send(harness, Signals.psi(1, "v1", "late segment", true));
      assertThat(harness.extractOutputValues())
          .extracting(Signal::getSubject)
          .containsExactly("load", "late segment");
      harness.processWatermark(new Watermark(Signals.end(1) - 2));
      assertThat(harness.extractOutputValues()).hasSize(2);
      harness.processWatermark(new Watermark(Signals.end(1) - 1));
      assertThat(harness.extractOutputValues()).last().isEqualTo(Signals.closing(1, "v1", 0));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void windowsAndVersionsAreClosedInOrder() throws Exception {
    try (var harness = harness(null)) {
      send(harness, Signals.closing(2, "v1", 0));
      send(harness, Signals.closing(1, "v2", 0));
      send(harness, Signals.closing(1, "v1", 0));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues())
          .containsExactlyElementsOf(
              List.of(
                  Signals.closing(1, "v1", 0),
                  Signals.closing(1, "v2", 0),
                  Signals.closing(2, "v1", 0)));
    }
  }

  @Test
  void whatIsHeldIsHeldOverARestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(null)) {
      send(harness, Signals.closing(1, "v1", 3));
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(state)) {
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues()).containsExactly(Signals.closing(1, "v1", 3));
    }
  }
}
