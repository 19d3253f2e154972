package io.driftloop.jobs.profile;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.SignalKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds the signal that closes a window until the watermark has passed the window's end. Segments
 * are evaluated in other tasks than the whole, but each task gives away its signals of a window
 * before the watermark that closed it: once that has come from all of them, no segment's signal of
 * the window can follow. Without this whoever acts on a closed window would miss some of its
 * segments, now these, now those.
 *
 * <p>It keeps one signal for each version with an open window.
 */
public final class CloseWindowsFunction extends KeyedProcessFunction<String, Signal, Signal> {
  private static final long serialVersionUID = 1L;

  private transient MapState<String, Signal> closing;

  private CloseWindowsFunction() {}

  /**
   * The same signals, those of one model in one task, the closing ones last.
   *
   * @param name uid and name of the operator
   */
  public static SingleOutputStreamOperator<Signal> apply(DataStream<Signal> signals, String name) {
    return signals
        .keyBy(Signal::getModel, Types.STRING)
        .process(new CloseWindowsFunction(), RecordKinds.SIGNALS.type())
        .uid(name)
        .name(name);
  }

  @Override
  public void open(OpenContext context) {
    closing =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("closing", Types.STRING, RecordKinds.SIGNALS.type()));
  }

  @Override
  public void processElement(Signal signal, Context context, Collector<Signal> out)
      throws Exception {
    if (signal.getKind().equals(SignalKind.WINDOW_EVALUATED.wireName())) {
      closing.put(signal.getId(), signal);
      context.timerService().registerEventTimeTimer(signal.getWindowEnd() - 1);
    } else {
      out.collect(signal);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Signal> out) throws Exception {
    List<Signal> due = new ArrayList<>();
    for (Signal signal : closing.values()) {
      if (signal.getWindowEnd() - 1 <= time) {
        due.add(signal);
      }
    }
    due.sort(Comparator.comparingLong(Signal::getWindowEnd).thenComparing(Signal::getId));
    for (Signal signal : due) {
      closing.remove(signal.getId());
      out.collect(signal);
    }
  }
}
