package io.driftloop.jobs.labels;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.windowing.assigners.WindowAssigner;
import org.apache.flink.streaming.api.windowing.triggers.EventTimeTrigger;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Short stretches of the time at which labels became known, so that no more than a stretch of rows
 * waits to be put in order. (A row's Kafka time will not do: it is the prediction's where the label
 * came first.)
 */
final class ErrorBuckets extends WindowAssigner<ErrorRow, TimeWindow> {
  private static final long serialVersionUID = 1L;
  private static final long LONGEST = Duration.ofMinutes(1).toMillis();

  private final long size;

  /**
   * @param window that buckets divide without a rest
   */
  ErrorBuckets(Duration window) {
    long millis = window.toMillis();
    long longest = Math.min(LONGEST, millis);
    while (millis % longest != 0) {
      longest--;
    }
    this.size = longest;
  }

  /** Milliseconds of a bucket. */
  long size() {
    return size;
  }

  @Override
  public Collection<TimeWindow> assignWindows(
      ErrorRow row, long timestamp, WindowAssignerContext context) {
    long start = TimeWindow.getWindowStartWithOffset(row.knownAt, 0, size);
    return List.of(new TimeWindow(start, start + size));
  }

  @Override
  @SuppressWarnings("unchecked") // The trigger takes rows of any kind.
  public Trigger<ErrorRow, TimeWindow> getDefaultTrigger() {
    return (Trigger<ErrorRow, TimeWindow>) (Trigger<?, TimeWindow>) EventTimeTrigger.create();
  }

  @Override
  public TypeSerializer<TimeWindow> getWindowSerializer(ExecutionConfig config) {
    return new TimeWindow.Serializer();
  }

  @Override
  public boolean isEventTime() {
    return true;
  }
}
