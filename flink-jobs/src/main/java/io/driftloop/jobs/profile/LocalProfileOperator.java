package io.driftloop.jobs.profile;

import io.driftloop.jobs.io.DeadLetterReport;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.ElapsedTime;
import io.driftloop.jobs.io.Names;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.signals.profile.Profile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Summarises rows where they are read, on the heap, so that only summaries are shuffled and kept in
 * state: per-record state in RocksDB is an order of magnitude slower.
 *
 * <p>It holds no state and is exactly-once all the same, because it gives away everything it holds
 * before a checkpoint's barrier passes. A pane also leaves when the watermark closes its window,
 * before that watermark does; at the end of the input; and when there are too many. It extends an
 * internal class of Flink, as only an operator sees barriers and watermarks.
 */
public final class LocalProfileOperator<R, P extends Profile<P>>
    extends AbstractStreamOperator<PaneProfile> implements OneInputStreamOperator<R, PaneProfile> {
  private static final long serialVersionUID = 1L;

  private final Profiler<R, P> profiler;
  private final long window;
  private final int mostPanes;

  private transient Map<Pane, P> panes;

  /** That of the last row, all segments together; null where it has left. */
  private transient Pane last;

  private transient P lastProfile;

  private transient long watermark;
  private transient Counter late;
  private transient DeadLetterReport deadLetters;
  private transient Counter outsideSegments;

  private record Pane(String model, String version, String variant, String segment, long start) {}

  /**
   * @param window size of the tumbling windows, which are aligned to 1970-01-01T00:00Z
   * @param mostPanes panes held at once
   */
  public LocalProfileOperator(Profiler<R, P> profiler, Duration window, int mostPanes) {
    this.profiler = profiler;
    this.window = window.toMillis();
    this.mostPanes = mostPanes;
  }

  @Override
  public void open() throws Exception {
    super.open();
    profiler.open();
    panes = new HashMap<>();
    watermark = Long.MIN_VALUE;
    late = metrics.counter("lateRows");
    outsideSegments = metrics.counter("valuesOutsideSegments");
    deadLetters = new DeadLetterReport(metrics);
    metrics.gauge("openPanes", () -> panes.size());
    metrics.gauge(
        ElapsedTime.EVENT_TIME_LAG,
        new ElapsedTime(
            () -> watermark, () -> getProcessingTimeService().getCurrentProcessingTime()));
  }

  @Override
  public void processElement(StreamRecord<R> element) throws IOException {
    R row = element.getValue();
    long start = start(profiler.time(row));
    if (lastMoment(start) <= watermark) {
      late.inc();
      profiler.late(row).ifPresent(this::reject);
      return;
    }
    if (last == null || !holds(last, row, start)) {
      Pane pane = pane(row, "", start);
      lastProfile = profileOf(pane, row);
      last = pane;
    }
    profiler.add(row, lastProfile);
    if (profiler.declaredSegments() > 0) {
      addToSegments(row, start);
    }
  }

  /** That of the window of a time, mostly the last row's, which spares a division. */
  private long start(long time) {
    return last != null && time >= last.start() && time <= lastMoment(last.start())
        ? last.start()
        : TimeWindow.getWindowStartWithOffset(time, 0, window);
  }

  private boolean holds(Pane pane, R row, long start) {
    return start == pane.start()
        && Names.same(profiler.version(row), pane.version())
        && Names.same(profiler.model(row), pane.model())
        && Names.same(profiler.variant(row), pane.variant());
  }

  private void reject(DeadLetter letter) {
    deadLetters.tell(letter);
    output.collect(DeadLetters.TAG, new StreamRecord<>(letter));
  }

  private void addToSegments(R row, long start) throws IOException {
    List<String> segments = profiler.segments(row);
    outsideSegments.inc(profiler.declaredSegments() - segments.size());
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      profiler.addToSegment(row, profileOf(pane(row, segment, start), row));
    }
  }

  private Pane pane(R row, String segment, long start) {
    return new Pane(
        profiler.model(row), profiler.version(row), profiler.variant(row), segment, start);
  }

  private P profileOf(Pane pane, R row) throws IOException {
    P profile = panes.get(pane);
    if (profile == null) {
      if (panes.size() >= mostPanes) {
        emitUpTo(Long.MAX_VALUE);
      }
      String segment = pane.segment();
      profile = segment.isEmpty() ? profiler.empty(row) : profiler.empty(row, segment);
      panes.put(pane, profile);
    }
    return profile;
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    emitUpTo(watermark);
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws IOException {
    emitUpTo(Long.MAX_VALUE);
  }

  @Override
  public void finish() throws Exception {
    emitUpTo(Long.MAX_VALUE);
    super.finish();
  }

  private void emitUpTo(long time) {
    last = null;
    lastProfile = null;
    Iterator<Map.Entry<Pane, P>> entries = panes.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Pane, P> entry = entries.next();
      Pane pane = entry.getKey();
      if (lastMoment(pane.start()) <= time) {
        PaneProfile emitted =
            new PaneProfile(
                pane.model(),
                pane.version(),
                pane.variant(),
                pane.segment(),
                pane.start(),
                entry.getValue());
        output.collect(new StreamRecord<>(emitted, lastMoment(pane.start())));
        entries.remove();
      }
    }
  }

  private long lastMoment(long start) {
    return start + window - 1;
  }
}
