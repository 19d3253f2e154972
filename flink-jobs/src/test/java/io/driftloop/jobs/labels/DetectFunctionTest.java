package io.driftloop.jobs.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.detector.DetectorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DetectFunctionTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final long MINUTE = 60_000;

  /** Half an hour of labels, a hundred a minute; in the second half, most rows are wrong. */
  private static List<ErrorRow> rows() {
    SplittableRandom random = new SplittableRandom(11);
    List<ErrorRow> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      ErrorRow row = new ErrorRow();
      row.id = "r" + i;
      row.model = "m";
      row.version = "v1";
      row.variant = "CHAMPION";
      row.knownAt = i * MINUTE / 100;
      row.wrong = random.nextDouble() < (i < 1_500 ? .1 : .8);
      rows.add(row);
    }
    return rows;
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          Tuple3<String, String, String>, ErrorRow, Signal>
      harness(OperatorSubtaskState state, boolean breaches) throws Exception {
    DataStream<ErrorRow> none =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .fromData(Types.POJO(ErrorRow.class), new ErrorRow());
    @SuppressWarnings("unchecked")
    var transformation =
        (OneInputTransformation<ErrorRow, Signal>)
            none.keyBy(ErrorRow::key, Types.TUPLE(Types.STRING, Types.STRING, Types.STRING))
                .window(new ErrorBuckets(WINDOW))
                .process(
                    new DetectFunction(
                        List.of(DetectorKind.ADWIN, DetectorKind.HDDM_A), breaches, WINDOW),
                    RecordKinds.SIGNALS.type())
                .getTransformation();
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            transformation.getOperatorFactory(),
            ErrorRow::key,
            Types.TUPLE(Types.STRING, Types.STRING, Types.STRING));
    harness.setup();
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private static List<Signal> undisturbed(List<ErrorRow> rows) throws Exception {
    try (var harness = harness(null, false)) {
      for (ErrorRow row : rows) {
        harness.processElement(new StreamRecord<>(row, 0));
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      return List.copyOf(harness.extractOutputValues());
    }
  }

  @Test
  void aChangeIsADiagnosisOfItsWindow() throws Exception {
    List<Signal> found = undisturbed(rows());
    assertThat(found).extracting(Signal::getSubject).contains("adwin", "hddm-a");
    assertThat(found)
        .allMatch(signal -> signal.getKind().equals("error-stream"))
        .allMatch(signal -> signal.getWindowEnd() - signal.getWindowStart() == 10 * MINUTE)
        .noneMatch(Signal::getBreached)
        .extracting(Signal::getId)
        .doesNotHaveDuplicates();
    assertThat(found.get(0).getWindowStart()).isEqualTo(10 * MINUTE);
  }

  @Test
  void neitherOrderNorARestartChangesWhatIsFound() throws Exception {
    long seed = System.nanoTime();
    List<ErrorRow> shuffled = new ArrayList<>(rows());
    Collections.shuffle(shuffled, new Random(seed));
    List<Signal> found = new ArrayList<>();
    OperatorSubtaskState state = null;
    for (int minute = 0; minute < 30; minute += 3) {
      long from = minute * MINUTE;
      try (var harness = harness(state, false)) {
        for (ErrorRow row : shuffled) {
          if (row.knownAt >= from && row.knownAt < from + 3 * MINUTE) {
            harness.processElement(new StreamRecord<>(row, 0));
          }
        }
        harness.processWatermark(new Watermark(from + MINUTE));
        state = harness.snapshot(minute, minute);
        found.addAll(harness.extractOutputValues());
      }
      try (var harness = harness(state, false)) {
        harness.processWatermark(new Watermark(from + 3 * MINUTE));
        state = harness.snapshot(minute + 1, minute + 1);
        found.addAll(harness.extractOutputValues());
      }
    }
    assertThat(found).as("seed %d", seed).isEqualTo(undisturbed(rows()));
  }

  @Test
  void aChangeIsABreachWhereItIsAskedFor() throws Exception {
    try (var harness = harness(null, true)) {
      for (ErrorRow row : rows()) {
        harness.processElement(new StreamRecord<>(row, 0));
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues())
          .isNotEmpty()
          .allMatch(Signal::getBreached)
          .allMatch(signal -> signal.getSeverity().equals("WARNING"));
    }
  }

  @Test
  void bucketsDivideTheWindow() {
    assertThat(new ErrorBuckets(WINDOW).size()).isEqualTo(MINUTE);
    assertThat(new ErrorBuckets(Duration.ofSeconds(90)).size()).isEqualTo(45_000);
    assertThat(new ErrorBuckets(Duration.ofMillis(7)).size()).isEqualTo(7);
  }
}
