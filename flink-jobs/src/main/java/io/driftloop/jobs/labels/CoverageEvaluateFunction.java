package io.driftloop.jobs.labels;

import io.driftloop.jobs.profile.EvaluateFunction;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.jobs.profile.WindowSignals;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.monitor.CoverageEvaluation;
import io.driftloop.signals.monitor.CoverageProfile;
import io.driftloop.signals.monitor.MonitorSettings;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Tells of a window of predictions, once their labels are waited for no longer, how many got one
 * and whether those are like the rest. It closes no window: that of the labels themselves does.
 */
final class CoverageEvaluateFunction
    extends ProcessWindowFunction<PaneProfile, Signal, Tuple3<String, String, String>, TimeWindow> {
  private static final long serialVersionUID = 1L;

  private final MonitorSettings settings;
  private final long shift;

  /**
   * @param shift by which the predictions' windows come later
   */
  CoverageEvaluateFunction(MonitorSettings settings, Duration shift) {
    this.settings = settings;
    this.shift = shift.toMillis();
  }

  @Override
  public void process(
      Tuple3<String, String, String> key,
      Context context,
      Iterable<PaneProfile> merged,
      Collector<Signal> out)
      throws IOException {
    ValueState<Long> told =
        context.globalState().getState(new ValueStateDescriptor<>("told", Types.LONG));
    long end = context.window().getEnd();
    if (told.value() != null && end <= told.value()) {
      return; // It fires again where rows came after a restart that has forgotten event time.
    }
    told.update(end);
    TimeWindow predicted = new TimeWindow(context.window().getStart() - shift, end - shift);
    CoverageProfile profile = (CoverageProfile) merged.iterator().next().profile();
    WindowSignals.of(
            key,
            predicted,
            EvaluateFunction.SOURCE_LABELS,
            new CoverageEvaluation(settings).evaluate(profile))
        .forEach(out::collect);
  }
}
