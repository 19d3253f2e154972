package io.driftloop.jobs.labels;

import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.jobs.profile.Remembered;
import io.driftloop.jobs.profile.WindowSignals;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.Reading;
import io.driftloop.signals.detector.DetectorKind;
import io.driftloop.signals.detector.ErrorWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Shows a version's errors to published detectors, in the order in which labels became known: a
 * bucket at a time, its rows by time and then by id, so that a replay gives the same answer.
 */
final class DetectFunction
    extends ProcessWindowFunction<ErrorRow, Signal, Tuple3<String, String, String>, TimeWindow> {
  private static final long serialVersionUID = 1L;
  private static final Comparator<ErrorRow> ORDER =
      Comparator.<ErrorRow>comparingLong(row -> row.knownAt).thenComparing(row -> row.id);

  private final List<DetectorKind> detectors;
  private final boolean breaches;
  private final long window;

  /**
   * @param breaches whether a change is a breach
   * @param window size of the windows that signals are told of
   */
  DetectFunction(List<DetectorKind> detectors, boolean breaches, Duration window) {
    this.detectors = List.copyOf(detectors);
    this.breaches = breaches;
    this.window = window.toMillis();
  }

  @Override
  public void process(
      Tuple3<String, String, String> key,
      Context context,
      Iterable<ErrorRow> elements,
      Collector<Signal> out)
      throws IOException {
    KeyedStateStore state = context.globalState();
    ValueState<Long> shown = state.getState(new ValueStateDescriptor<>("shown", Types.LONG));
    long end = context.window().getEnd();
    if (shown.value() != null && end <= shown.value()) {
      return; // It fires again where rows came after a restart that has forgotten event time.
    }
    shown.update(end);
    List<ErrorRow> rows = new ArrayList<>();
    elements.forEach(rows::add);
    rows.sort(ORDER);
    for (DetectorKind detector : detectors) {
      show(rows, detector, key, state, out);
    }
  }

  private void show(
      List<ErrorRow> rows,
      DetectorKind detector,
      Tuple3<String, String, String> key,
      KeyedStateStore state,
      Collector<Signal> out)
      throws IOException {
    String name = "detector-" + ErrorWatch.name(detector);
    ErrorWatch watch =
        Remembered.read(state, name, ErrorWatch::read)
            .orElseGet(() -> ErrorWatch.of(detector, key.f1.hashCode()));
    for (ErrorRow row : rows) {
      long start = TimeWindow.getWindowStartWithOffset(row.knownAt, 0, window);
      Optional<Reading> found = watch.add(row.wrong, start, breaches);
      found.ifPresent(
          reading ->
              WindowSignals.of(
                      key,
                      new TimeWindow(start, start + window),
                      EvaluateFunction.SOURCE_LABELS,
                      List.of(reading))
                  .forEach(out::collect));
    }
    Remembered.write(state, name, watch::write);
  }
}
