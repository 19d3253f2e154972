package io.driftloop.jobs.profile;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.profile.Profile;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** The part that monitoring jobs share: rows, summarised where they are, merged in windows. */
public final class ProfileWindows {
  /** Panes that a task holds before it gives them away early. */
  static final int MOST_PANES = 1024;

  private ProfileWindows() {}

  /**
   * Summaries of rows, in parts; rows that came too late leave by the dead letters' side output.
   *
   * @param name uid and name of the operator
   */
  public static <R, P extends Profile<P>> SingleOutputStreamOperator<PaneProfile> profile(
      DataStream<R> rows, Profiler<R, P> profiler, Duration window, String name) {
    return rows.transform(
            name,
            new PaneProfileTypeInfo(),
            new LocalProfileOperator<>(profiler, window, MOST_PANES))
        .uid(name)
        .name(name);
  }

  /**
   * The signals of whole windows.
   *
   * @param name uid and name of the operator
   */
  public static SingleOutputStreamOperator<Signal> evaluate(
      DataStream<PaneProfile> panes,
      ProcessWindowFunction<PaneProfile, Signal, Tuple3<String, String, String>, TimeWindow>
          evaluate,
      Duration window,
      String name) {
    return panes
        .keyBy(PaneProfile::key, Types.TUPLE(Types.STRING, Types.STRING, Types.STRING))
        .window(TumblingEventTimeWindows.of(window))
        .reduce(PaneProfile::merge, evaluate, RecordKinds.SIGNALS.type())
        .uid(name)
        .name(name);
  }
}
