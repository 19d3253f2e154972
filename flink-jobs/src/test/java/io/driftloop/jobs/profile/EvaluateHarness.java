package io.driftloop.jobs.profile;

import io.driftloop.schemas.Signal;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Drives the window operator that {@link ProfileWindows} builds around an evaluation. */
public final class EvaluateHarness
    extends KeyedOneInputStreamOperatorTestHarness<
        Tuple3<String, String, String>, PaneProfile, Signal> {
  public static final long WINDOW = 100;

  /** Settings for windows of this length: one false alarm in ten thousand of them. */
  public static MonitorSettings settings(int scales) {
    return new MonitorSettings(
        FalseAlarmBudget.falseAlarmsPer(Duration.ofMillis(10_000 * WINDOW)),
        Duration.ofMillis(WINDOW),
        scales,
        100,
        MonitorSettings.Effects.defaults(),
        Set.of());
  }

  private EvaluateHarness(OneInputTransformation<PaneProfile, Signal> transformation)
      throws Exception {
    super(
        transformation.getOperatorFactory(),
        PaneProfile::key,
        Types.TUPLE(Types.STRING, Types.STRING, Types.STRING),
        new PaneProfileSerializer());
  }

  public static EvaluateHarness restored(
      ProcessWindowFunction<PaneProfile, Signal, Tuple3<String, String, String>, TimeWindow>
          function,
      OperatorSubtaskState state)
      throws Exception {
    DataStream<PaneProfile> none =
        StreamExecutionEnvironment.getExecutionEnvironment()
            .fromData(new PaneProfileTypeInfo(), new PaneProfileSerializer().createInstance());
    @SuppressWarnings("unchecked")
    var transformation =
        (OneInputTransformation<PaneProfile, Signal>)
            ProfileWindows.evaluate(none, function, Duration.ofMillis(WINDOW), "evaluate")
                .getTransformation();
    EvaluateHarness harness = new EvaluateHarness(transformation);
    harness.setup();
    harness.initializeState(state);
    harness.open();
    return harness;
  }

  public void pane(PaneProfile pane) throws Exception {
    processElement(pane, pane.start() + WINDOW - 1);
  }

  public List<Signal> signals() {
    return extractOutputValues();
  }

  public Signal signal(String kind, String subject) {
    return signals().stream()
        .filter(s -> s.getKind().equals(kind) && s.getSubject().equals(subject))
        .findFirst()
        .orElseThrow();
  }
}
