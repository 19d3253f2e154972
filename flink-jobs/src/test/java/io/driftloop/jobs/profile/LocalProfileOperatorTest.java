package io.driftloop.jobs.profile;

import static io.driftloop.jobs.Rows.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.monitor.Profilers;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.SegmentSettings;
import io.driftloop.signals.profile.DataProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LocalProfileOperatorTest {
  private static final long WINDOW = 100;
  private static final int MOST_PANES = 3;

  private static OneInputStreamOperatorTestHarness<PredictionRow, PaneProfile> harness()
      throws Exception {
    return harness(null);
  }

  private static OneInputStreamOperatorTestHarness<PredictionRow, PaneProfile> harness(
      OperatorSubtaskState state) throws Exception {
    return harness(Profilers.predictions(FakeModels::catalog), MOST_PANES, state);
  }

  /** Two of the three countries that have references are measured. */
  private static OneInputStreamOperatorTestHarness<PredictionRow, PaneProfile> segmented(
      int mostPanes, OperatorSubtaskState state) throws Exception {
    SegmentSettings segments = new SegmentSettings(List.of("country", "device"), 2);
    return harness(Profilers.predictions(FakeModels::segmentedCatalog, segments), mostPanes, state);
  }

  private static OneInputStreamOperatorTestHarness<PredictionRow, PaneProfile> harness(
      Profiler<PredictionRow, PredictionProfile> profiler,
      int mostPanes,
      OperatorSubtaskState state)
      throws Exception {
    var operator = new LocalProfileOperator<>(profiler, Duration.ofMillis(WINDOW), mostPanes);
    var harness =
        new OneInputStreamOperatorTestHarness<PredictionRow, PaneProfile>(
            operator, RecordKinds.PREDICTIONS.type().createSerializer(new SerializerConfigImpl()));
    harness.setup(new PaneProfileSerializer());
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  private static StreamRecord<PredictionRow> row(long time, String version) {
    return new StreamRecord<>(prediction("r" + time, time, version), time);
  }

  private static StreamRecord<PredictionRow> row(long time, String version, String country) {
    StreamRecord<PredictionRow> record = row(time, version);
    record.getValue().segments = Map.of("country", country);
    return record;
  }

  /** Rows by segment, those of several parts together. */
  private static Map<String, Long> rowsBySegment(
      OneInputStreamOperatorTestHarness<?, PaneProfile> harness) {
    return harness.extractOutputValues().stream()
        .collect(
            Collectors.groupingBy(
                PaneProfile::segment, Collectors.summingLong(pane -> pane.profile().rows())));
  }

  private static List<Long> starts(OneInputStreamOperatorTestHarness<?, PaneProfile> harness) {
    return harness.extractOutputValues().stream().map(PaneProfile::start).sorted().toList();
  }

  private static long rows(OneInputStreamOperatorTestHarness<?, PaneProfile> harness) {
    return harness.extractOutputValues().stream().mapToLong(pane -> pane.profile().rows()).sum();
  }

  @Test
  void paneLeavesWhenItsWindowClosesAndBeforeTheWatermark() throws Exception {
    try (var harness = harness()) {
      harness.processElement(row(10, "v1"));
      harness.processElement(row(99, "v1"));
      harness.processElement(row(100, "v1"));
      harness.processWatermark(98);
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processWatermark(99);
      PaneProfile pane = harness.extractOutputValues().get(0);
      assertThat(pane.start()).isZero();
      assertThat(pane.profile().rows()).isEqualTo(2);
      assertThat(harness.extractOutputStreamRecords().get(0).getTimestamp()).isEqualTo(99);
      assertThat(new ArrayList<>(harness.getOutput())).last().isEqualTo(new Watermark(99));
    }
  }

  /** More rows than a pane takes in at once, and some that are left over. */
  @Test
  void rowsThatWaitLeaveWithTheirPane() throws Exception {
    int count = 75;
    try (var harness = segmented(MOST_PANES, null)) {
      for (int i = 0; i < count; i++) {
        harness.processElement(row(i, "v1", "nz"));
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rowsBySegment(harness))
          .containsOnly(Map.entry("", (long) count), Map.entry("country=nz", (long) count));
    }
  }

  @Test
  void versionsAndVariantsHavePanesOfTheirOwn() throws Exception {
    try (var harness = harness()) {
      harness.processElement(row(10, "v1"));
      harness.processElement(row(11, "v2"));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues())
          .extracting(PaneProfile::version)
          .containsExactlyInAnyOrder("v1", "v2");
    }
  }

  @Test
  void everythingLeavesBeforeTheBarrierSoThatNothingIsLostOrDoubled() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness()) {
      harness.processElement(row(10, "v1"));
      harness.processElement(row(150, "v1"));
      harness.prepareSnapshotPreBarrier(1);
      state = harness.snapshot(1, 1);
      assertThat(starts(harness)).containsExactly(0L, 100L);
      harness.processElement(row(20, "v1"));
    }
    try (var harness = harness(state)) {
      harness.processElement(row(20, "v1"));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rows(harness)).isEqualTo(1);
    }
  }

  @Test
  void everythingLeavesAtTheEnd() throws Exception {
    try (var harness = harness()) {
      harness.processElement(row(10, "v1"));
      harness.getOneInputOperator().finish();
      assertThat(rows(harness)).isEqualTo(1);
    }
  }

  @Test
  void everythingLeavesWhenThereAreTooManyPanes() throws Exception {
    try (var harness = harness()) {
      for (int i = 0; i < MOST_PANES; i++) {
        harness.processElement(row(i * WINDOW, "v1"));
      }
      assertThat(harness.extractOutputValues()).isEmpty();
      harness.processElement(row(MOST_PANES * WINDOW, "v1"));
      assertThat(harness.extractOutputValues()).hasSize(MOST_PANES);
    }
  }

  @Test
  void lateRowIsADeadLetter() throws Exception {
    try (var harness = harness()) {
      harness.processWatermark(99);
      harness.processElement(row(99, "v1"));
      harness.processElement(row(100, "v1"));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rows(harness)).isEqualTo(1);
      assertThat(harness.getSideOutput(DeadLetters.TAG))
          .extracting(letter -> letter.getValue().getErrorCode())
          .containsExactly(ErrorCode.LATE.name());
    }
  }

  @Test
  void aRowCountsInTheWholeAndInItsMeasuredSegment() throws Exception {
    try (var harness = segmented(100, null)) {
      harness.processElement(row(10, "v1", "nz"));
      harness.processElement(row(11, "v1", "nz"));
      harness.processElement(row(12, "v1", "au"));
      harness.processElement(row(13, "v1", "nl"));
      harness.processElement(row(14, "v1", "nowhere"));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rowsBySegment(harness))
          .isEqualTo(Map.of("", 5L, "country=nz", 2L, "country=au", 1L));
      assertThat(harness.extractOutputValues())
          .allMatch(pane -> pane.model().equals(Rows.MODEL) && pane.version().equals("v1"));
    }
  }

  @Test
  void segmentsLeaveBeforeTheBarrierAndAtTheCapSoThatNothingIsLostOrDoubled() throws Exception {
    OperatorSubtaskState state;
    try (var harness = segmented(2, null)) {
      harness.processElement(row(10, "v1", "nz"));
      harness.processElement(row(11, "v1", "au"));
      harness.prepareSnapshotPreBarrier(1);
      state = harness.snapshot(1, 1);
      assertThat(rowsBySegment(harness))
          .isEqualTo(Map.of("", 2L, "country=nz", 1L, "country=au", 1L));
      harness.processElement(row(12, "v1", "nz"));
    }
    try (var harness = segmented(2, state)) {
      harness.processElement(row(12, "v1", "nz"));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(rowsBySegment(harness)).isEqualTo(Map.of("", 1L, "country=nz", 1L));
    }
  }

  @Test
  void partsTogetherEqualOnePass() throws Exception {
    long seed = 20261123L;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    DataProfile expected = FakeModels.card("v1").reference().emptyWindow();
    try (var harness = harness()) {
      for (int i = 0; i < 500; i++) {
        PredictionRow row = prediction("r" + i, random.nextInt((int) WINDOW), "v1");
        row.features[0] = random.nextFloat() * 200;
        row.latencyMicros = i;
        expected.addFeatures(FakeModels.card("v1").reference().bins(), row.features);
        harness.processElement(new StreamRecord<>(row, row.eventTime));
        if (random.nextInt(50) == 0) {
          harness.prepareSnapshotPreBarrier(i);
        }
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      PredictionProfile merged =
          (PredictionProfile)
              harness.extractOutputValues().stream()
                  .reduce(PaneProfile::merge)
                  .orElseThrow()
                  .profile();
      assertThat(merged.rows()).isEqualTo(500);
      assertThat(merged.latency().rows()).as("the first is not known").isEqualTo(499);
      assertThat(merged.data().featureCounts(0)).isEqualTo(expected.featureCounts(0));
    }
  }
}
