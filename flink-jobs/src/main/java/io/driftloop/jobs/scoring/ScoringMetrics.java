package io.driftloop.jobs.scoring;

import io.driftloop.jobs.io.ElapsedTime;
import io.driftloop.schemas.ActiveModel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What scoring counts and measures of itself. */
final class ScoringMetrics {
  /** Batches over which quantiles of their size are taken. */
  private static final int BATCHES_REMEMBERED = 1_000;

  final Counter predictions;
  final Counter modelsRefused;
  final Counter modelsUnreadable;

  private final MetricGroup group;
  private final LongSupplier watermark;
  private final Counter batches;
  private final Counter modelsLoaded;
  private final Histogram batchSize;
  private final Map<String, AtomicLong> servesSince = new HashMap<>();
  private volatile long lastSwap;

  /**
   * @param watermark how far event time has come, in milliseconds
   */
  ScoringMetrics(MetricGroup group, LongSupplier watermark) {
    this.group = group;
    this.watermark = watermark;
    predictions = group.counter("predictions");
    batches = group.counter("batches");
    modelsLoaded = group.counter("modelsLoaded");
    modelsRefused = group.counter("modelsRefused");
    modelsUnreadable = group.counter("modelsUnreadable");
    batchSize =
        group.histogram("batchSize", new DescriptiveStatisticsHistogram(BATCHES_REMEMBERED));
    group.gauge("swapTime", () -> lastSwap);
  }

  /** A batch is scored. */
  void scored(int rows) {
    batches.inc();
    batchSize.update(rows);
  }

  /**
   * A descriptor's versions serve from now on. The age of what serves is event time, as is the
   * descriptor's: in a replay it is the age that the model had then.
   */
  void serves(ActiveModel active) {
    modelsLoaded.inc();
    servesSince.computeIfAbsent(active.getModel(), this::age).set(active.getChangedAt());
  }

  private AtomicLong age(String model) {
    AtomicLong since = new AtomicLong();
    group.addGroup("model", model).gauge("modelAge", new ElapsedTime(since::get, watermark));
    return since;
  }

  /**
   * The time from a descriptor's coming to its serving, loading included; the stream goes on
   * meanwhile.
   */
  void swapTook(long millis) {
    lastSwap = millis;
  }
}
